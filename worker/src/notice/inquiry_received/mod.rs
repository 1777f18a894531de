//! An inquiry came in (S1): whoever asked learns its number and by when they are answered. Nothing they wrote is in it:
//! the address may be somebody else's.

use entity::clock::Instant;

use super::page::pages;

/// The receipt of an inquiry.
#[derive(Clone, Debug)]
pub struct InquiryReceived {
    /// By what the inquiry is known.
    pub reference: String,
    /// When it came in.
    pub received_at: Instant,
    /// By when it is answered.
    pub answer_by: Instant,
    /// The packages of the catalogue that were selected, by name.
    pub packages: Vec<String>,
}

pages!(
    InquiryReceived,
    vi: ["inquiry_received/vi.subject.txt", "inquiry_received/vi.txt", "inquiry_received/vi.html"],
    en: ["inquiry_received/en.subject.txt", "inquiry_received/en.txt", "inquiry_received/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, instant, prove};

    #[test]
    fn samples_are_sound() {
        let usual = InquiryReceived {
            reference: "YC-2026-7KQ4MX".into(),
            received_at: instant("2026-03-02T01:05:00Z"),
            answer_by: instant("2026-03-03T01:05:00Z"),
            packages: vec!["Giấy phép môi trường".into(), "Giấy phép lao động".into()],
        };
        let general = InquiryReceived { packages: vec![], ..usual.clone() };
        let hostile = InquiryReceived { reference: HOSTILE.into(), packages: vec![HOSTILE.into()], ..usual.clone() };
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        prove(
            "inquiry_received",
            &[
                of(
                    "usual",
                    usual,
                    vec!["YC-2026-7KQ4MX", "08:05 ngày 03/03/2026", "Giấy phép môi trường", "Giấy phép lao động"],
                    vec!["YC-2026-7KQ4MX", "08:05 on 3 March 2026", "Giấy phép môi trường", "Giấy phép lao động"],
                ),
                of("general", general, vec!["YC-2026-7KQ4MX"], vec!["YC-2026-7KQ4MX"]),
                of("hostile", hostile, vec!["03/03/2026"], vec!["3 March 2026"]),
            ],
        );
    }
}
