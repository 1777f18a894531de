//! A warranty claim was reopened (P5): the customer says that it was not put right.

use chrono::NaiveDate;

use super::page::pages;

/// Tells the staff of a contract that a defect is still there.
#[derive(Clone, Debug)]
pub struct ClaimReopened {
    /// By which both parties name the claim, such as `BH-2026-0007`.
    pub claim_reference: String,
    /// The contract it was filed under, such as `HD-2026-0042`.
    pub contract_reference: String,
    /// What the claim is about: a line of the contract's scope, in the language of the letter.
    pub deliverable: String,
    /// The day the provider received the claim.
    pub filed_on: NaiveDate,
    /// The day the customer said so.
    pub reopened_on: NaiveDate,
    /// What is still wrong; may have several lines.
    pub reason: String,
    /// Within how many working hours an answer is promised.
    pub response_hours: i32,
}

pages!(
    ClaimReopened,
    vi: ["claim_reopened/vi.subject.txt", "claim_reopened/vi.txt", "claim_reopened/vi.html"],
    en: ["claim_reopened/en.subject.txt", "claim_reopened/en.txt", "claim_reopened/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, day, prove};

    fn usual() -> ClaimReopened {
        ClaimReopened {
            claim_reference: "BH-2026-0007".into(),
            contract_reference: "HD-2025-0031".into(),
            deliverable: "Nghiệm thu hệ thống báo cháy".into(),
            filed_on: day("2026-06-22"),
            reopened_on: day("2026-06-29"),
            reason: "Tủ báo cháy tầng 2 lại báo lỗi.".into(),
            response_hours: 8,
        }
    }

    fn hostile() -> ClaimReopened {
        let text = || HOSTILE.to_owned();
        ClaimReopened {
            claim_reference: text(),
            contract_reference: text(),
            deliverable: text(),
            reason: text(),
            ..usual()
        }
    }

    #[test]
    fn samples_are_sound() {
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        prove(
            "claim_reopened",
            &[
                of(
                    "reopened",
                    usual(),
                    vec!["BH-2026-0007", "HD-2025-0031", "29/06/2026", "lại báo lỗi", "8 giờ"],
                    vec!["BH-2026-0007", "HD-2025-0031", "29 June 2026", "lại báo lỗi", "8 working hours"],
                ),
                of("hostile", hostile(), vec!["22/06/2026"], vec!["22 June 2026"]),
            ],
        );
    }
}
