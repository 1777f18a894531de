//! An account was made for somebody: the link by which they make it theirs.

use entity::clock::Instant;

use super::page::pages;

/// Invites a person to choose a password. The link is a secret: it is never logged, and the letter is not kept.
#[derive(Clone)]
pub struct Invitation {
    /// The address the person signs in with.
    pub account: String,
    /// Holds the one-time token.
    pub link: String,
    /// From then on the link opens nothing.
    pub valid_until: Instant,
}

pages!(
    Invitation,
    vi: ["invitation/vi.subject.txt", "invitation/vi.txt", "invitation/vi.html"],
    en: ["invitation/en.subject.txt", "invitation/en.txt", "invitation/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, instant, prove};

    #[test]
    fn samples_are_sound() {
        let usual = Invitation {
            account: "lan@thepdinhvu.example".into(),
            link: "https://khu.example/invitations/pY3kT0z9mQ".into(),
            valid_until: instant("2026-03-05T02:30:00Z"),
        };
        let hostile = Invitation { account: HOSTILE.into(), link: HOSTILE.into(), ..usual.clone() };
        let link = "https://khu.example/invitations/pY3kT0z9mQ";
        prove(
            "invitation",
            &[
                Sample {
                    name: "usual",
                    notice: usual,
                    vi: vec![link, "lan@thepdinhvu.example", "09:30 ngày 05/03/2026 (giờ Việt Nam)"],
                    en: vec![link, "lan@thepdinhvu.example", "09:30 on 5 March 2026 (Vietnam time)"],
                },
                Sample { name: "hostile", notice: hostile, vi: vec!["05/03/2026"], en: vec!["5 March 2026"] },
            ],
        );
    }
}
