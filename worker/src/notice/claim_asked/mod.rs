//! The provider asks the customer about a warranty claim (P3, C4): the answer-by clock stands still.

use chrono::NaiveDate;

use super::page::pages;

/// Asks the customer what the claim cannot do without.
#[derive(Clone, Debug)]
pub struct ClaimAsked {
    /// By which both parties name the claim, such as `BH-2026-0007`.
    pub claim_reference: String,
    /// The contract it was filed under, such as `HD-2026-0042`.
    pub contract_reference: String,
    /// What the claim is about: a line of the contract's scope, in the language of the letter.
    pub deliverable: String,
    /// The day the provider received the claim.
    pub filed_on: NaiveDate,
    /// The question; may have several lines.
    pub question: String,
}

pages!(
    ClaimAsked,
    vi: ["claim_asked/vi.subject.txt", "claim_asked/vi.txt", "claim_asked/vi.html"],
    en: ["claim_asked/en.subject.txt", "claim_asked/en.txt", "claim_asked/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, day, prove};

    fn usual() -> ClaimAsked {
        ClaimAsked {
            claim_reference: "BH-2026-0007".into(),
            contract_reference: "HD-2025-0031".into(),
            deliverable: "Nghiệm thu hệ thống báo cháy".into(),
            filed_on: day("2026-06-22"),
            question: "Tủ báo cháy đã được đấu nối thêm thiết bị nào chưa?".into(),
        }
    }

    fn hostile() -> ClaimAsked {
        let text = || HOSTILE.to_owned();
        ClaimAsked {
            claim_reference: text(),
            contract_reference: text(),
            deliverable: text(),
            question: text(),
            ..usual()
        }
    }

    #[test]
    fn samples_are_sound() {
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        prove(
            "claim_asked",
            &[
                of(
                    "asked",
                    usual(),
                    vec!["BH-2026-0007", "HD-2025-0031", "đấu nối", "tạm dừng"],
                    vec!["BH-2026-0007", "HD-2025-0031", "đấu nối", "stands still"],
                ),
                of("hostile", hostile(), vec!["22/06/2026"], vec!["22 June 2026"]),
            ],
        );
    }
}
