//! A warranty claim was answered (P5): the verdict and the rule it rests on.

use chrono::NaiveDate;

use super::page::pages;

/// Tells the customer what became of a claim.
#[derive(Clone, Debug)]
pub struct ClaimResolved {
    /// By which both parties name the claim, such as `BH-2026-0007`.
    pub claim_reference: String,
    /// The contract it was filed under, such as `HD-2026-0042`.
    pub contract_reference: String,
    /// What the claim was about: a line of the contract's scope, in the language of the letter.
    pub deliverable: String,
    /// The day the provider received the claim.
    pub filed_on: NaiveDate,
    /// The day of the verdict.
    pub answered_on: NaiveDate,
    /// Which way it went; the letter opens with it.
    pub verdict: Verdict,
    /// The rule that decides, with its days, in the language of the letter; `None` where a person decided otherwise.
    pub rule: Option<String>,
    /// What was done, or the grounds; may have several lines.
    pub answer: String,
    /// Until when what was redone is covered; `None` when nothing was redone.
    pub follow_on_until: Option<NaiveDate>,
}

/// How a claim ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The provider has mended what was claimed.
    Resolved,
    /// The claim is not covered.
    Rejected,
}

pages!(
    ClaimResolved,
    vi: ["claim_resolved/vi.subject.txt", "claim_resolved/vi.txt", "claim_resolved/vi.html"],
    en: ["claim_resolved/en.subject.txt", "claim_resolved/en.txt", "claim_resolved/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, day, prove};

    fn resolved() -> ClaimResolved {
        ClaimResolved {
            claim_reference: "BH-2026-0007".into(),
            contract_reference: "HD-2025-0031".into(),
            deliverable: "Nghiệm thu hệ thống báo cháy".into(),
            filed_on: day("2026-06-22"),
            answered_on: day("2026-06-25"),
            verdict: Verdict::Resolved,
            rule: Some("Lỗi xuất hiện ngày 20/06/2026, trong thời hạn bảo hành đến hết ngày 30/06/2026.".into()),
            answer: "Đã thay bo mạch tủ báo cháy tầng 2 và chạy thử 24 giờ không lỗi.".into(),
            follow_on_until: None,
        }
    }

    fn rejected() -> ClaimResolved {
        let answer = "Ngày phát hiện 01/07/2026 sau ngày bảo hành cuối cùng 30/06/2026 (điều 9.2 của hợp đồng).".into();
        let rule = Some("Lỗi xuất hiện ngày 01/07/2026, sau ngày bảo hành cuối cùng 30/06/2026.".into());
        ClaimResolved { verdict: Verdict::Rejected, rule, answer, ..resolved() }
    }

    fn hostile() -> ClaimResolved {
        let text = || HOSTILE.to_owned();
        ClaimResolved {
            deliverable: text(),
            rule: Some(text()),
            answer: text(),
            claim_reference: text(),
            contract_reference: text(),
            ..resolved()
        }
    }

    #[test]
    fn samples_are_sound() {
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        let redone = ClaimResolved { follow_on_until: Some(day("2026-09-23")), ..resolved() };
        prove(
            "claim_resolved",
            &[
                of(
                    "resolved",
                    resolved(),
                    vec!["BH-2026-0007", "HD-2025-0031", "25/06/2026", "đã được xử lý xong", "bo mạch"],
                    vec!["BH-2026-0007", "HD-2025-0031", "25 June 2026", "was resolved", "bo mạch"],
                ),
                of("redone", redone, vec!["23/09/2026", "xác nhận"], vec!["23 September 2026", "confirm"]),
                of("rejected", rejected(), vec!["không thể chấp nhận", "điều 9.2"], vec!["cannot accept", "điều 9.2"]),
                of("hostile", hostile(), vec!["22/06/2026"], vec!["22 June 2026"]),
            ],
        );
    }
}
