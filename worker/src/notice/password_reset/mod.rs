//! Somebody asked for a new password: the link by which its owner, and only they, may choose one.

use entity::clock::Instant;

use super::page::pages;

/// Lets a person choose a new password. The link is a secret: it is never logged, and the letter is not kept.
#[derive(Clone)]
pub struct PasswordReset {
    /// The address the person signs in with.
    pub account: String,
    /// Holds the one-time token.
    pub link: String,
    /// From then on the link opens nothing.
    pub valid_until: Instant,
}

pages!(
    PasswordReset,
    vi: ["password_reset/vi.subject.txt", "password_reset/vi.txt", "password_reset/vi.html"],
    en: ["password_reset/en.subject.txt", "password_reset/en.txt", "password_reset/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, instant, prove};

    #[test]
    fn samples_are_sound() {
        let usual = PasswordReset {
            account: "lan@thepdinhvu.example".into(),
            link: "https://khu.example/passwords/pY3kT0z9mQ".into(),
            valid_until: instant("2026-03-05T02:30:00Z"),
        };
        let hostile = PasswordReset { account: HOSTILE.into(), link: HOSTILE.into(), ..usual.clone() };
        let link = "https://khu.example/passwords/pY3kT0z9mQ";
        prove(
            "password_reset",
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
