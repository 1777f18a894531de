//! A warranty claim was judged as covered (P5): the rule that says so.

use chrono::NaiveDate;

use super::page::pages;

/// Tells the customer that the provider puts a defect right.
#[derive(Clone, Debug)]
pub struct ClaimTriaged {
    /// By which both parties name the claim, such as `BH-2026-0007`.
    pub claim_reference: String,
    /// The contract it was filed under, such as `HD-2026-0042`.
    pub contract_reference: String,
    /// What the claim is about: a line of the contract's scope, in the language of the letter.
    pub deliverable: String,
    /// The day the provider received the claim.
    pub filed_on: NaiveDate,
    /// The rule that decides, with its days, in the language of the letter; `None` where a person decided otherwise.
    pub rule: Option<String>,
    /// What the person who judged it said; may have several lines.
    pub reason: Option<String>,
}

pages!(
    ClaimTriaged,
    vi: ["claim_triaged/vi.subject.txt", "claim_triaged/vi.txt", "claim_triaged/vi.html"],
    en: ["claim_triaged/en.subject.txt", "claim_triaged/en.txt", "claim_triaged/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, day, prove};

    fn usual() -> ClaimTriaged {
        ClaimTriaged {
            claim_reference: "BH-2026-0007".into(),
            contract_reference: "HD-2025-0031".into(),
            deliverable: "Nghiệm thu hệ thống báo cháy".into(),
            filed_on: day("2026-06-22"),
            rule: Some("Lỗi xuất hiện ngày 20/06/2026, trong thời hạn bảo hành đến hết ngày 30/06/2026.".into()),
            reason: None,
        }
    }

    fn hostile() -> ClaimTriaged {
        let text = || HOSTILE.to_owned();
        ClaimTriaged {
            claim_reference: text(),
            contract_reference: text(),
            deliverable: text(),
            rule: Some(text()),
            reason: Some(text()),
            ..usual()
        }
    }

    #[test]
    fn samples_are_sound() {
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        let overruled =
            ClaimTriaged { rule: None, reason: Some("Chấp nhận do khách hàng lâu năm.".into()), ..usual() };
        prove(
            "claim_triaged",
            &[
                of(
                    "covered",
                    usual(),
                    vec!["BH-2026-0007", "HD-2025-0031", "được bảo hành", "30/06/2026"],
                    vec!["BH-2026-0007", "HD-2025-0031", "is covered", "22 June 2026"],
                ),
                of("overruled", overruled, vec!["khách hàng lâu năm"], vec!["khách hàng lâu năm"]),
                of("hostile", hostile(), vec!["22/06/2026"], vec!["22 June 2026"]),
            ],
        );
    }
}
