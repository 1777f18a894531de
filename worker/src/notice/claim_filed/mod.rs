//! A warranty claim was filed (P5): the provider confirms that it has it.

use chrono::NaiveDate;

use super::page::pages;

/// Confirms a claim to the customer, with what is known about the cover.
#[derive(Clone, Debug)]
pub struct ClaimFiled {
    /// By which both parties name the claim, such as `BH-2026-0007`.
    pub claim_reference: String,
    /// The contract it is filed under, such as `HD-2026-0042`.
    pub contract_reference: String,
    /// What the claim is about: a line of the contract's scope, in the language of the letter.
    pub deliverable: String,
    /// The customer's own words; may have several lines.
    pub description: String,
    /// When the customer found the problem.
    pub defect_on: NaiveDate,
    /// The day the provider received the claim.
    pub filed_on: NaiveDate,
    /// The last covered day of the deliverable; `None` when it has no cover.
    pub last_covered_on: Option<NaiveDate>,
    /// Whether the problem was found while the deliverable was covered.
    pub is_covered: bool,
    /// The rule that says so, with its days, in the language of the letter; `None` where a person decided otherwise.
    pub rule: Option<String>,
    /// Within how many working hours the provider answers.
    pub response_hours: i32,
}

pages!(
    ClaimFiled,
    vi: ["claim_filed/vi.subject.txt", "claim_filed/vi.txt", "claim_filed/vi.html"],
    en: ["claim_filed/en.subject.txt", "claim_filed/en.txt", "claim_filed/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, day, prove};

    fn covered() -> ClaimFiled {
        ClaimFiled {
            claim_reference: "BH-2026-0007".into(),
            contract_reference: "HD-2025-0031".into(),
            deliverable: "Nghiệm thu hệ thống báo cháy".into(),
            description: "Tủ báo cháy tầng 2 báo lỗi liên tục.\nĐã khởi động lại hai lần.".into(),
            defect_on: day("2026-06-20"),
            filed_on: day("2026-06-22"),
            last_covered_on: Some(day("2026-06-30")),
            is_covered: true,
            rule: Some("Lỗi xuất hiện ngày 20/06/2026, trong thời hạn bảo hành đến hết ngày 30/06/2026.".into()),
            response_hours: 8,
        }
    }

    fn hostile() -> ClaimFiled {
        let text = || HOSTILE.to_owned();
        ClaimFiled {
            deliverable: text(),
            description: text(),
            rule: Some(text()),
            claim_reference: text(),
            contract_reference: text(),
            ..covered()
        }
    }

    #[test]
    fn samples_are_sound() {
        let late = ClaimFiled {
            defect_on: day("2026-07-01"),
            filed_on: day("2026-07-02"),
            is_covered: false,
            rule: Some("Lỗi xuất hiện ngày 01/07/2026, sau ngày bảo hành cuối cùng 30/06/2026.".into()),
            ..covered()
        };
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        prove(
            "claim_filed",
            &[
                of(
                    "covered",
                    covered(),
                    vec![
                        "BH-2026-0007",
                        "HD-2025-0031",
                        "20/06/2026",
                        "30/06/2026",
                        "Đã khởi động lại hai lần.",
                        "8 giờ",
                    ],
                    vec!["BH-2026-0007", "HD-2025-0031", "20 June 2026", "30 June 2026", "Đã khởi động lại hai lần."],
                ),
                of(
                    "late",
                    late,
                    vec!["không thuộc bảo hành", "sau ngày bảo hành cuối cùng"],
                    vec!["not covered", "sau ngày"],
                ),
                of("hostile", hostile(), vec!["22/06/2026"], vec!["22 June 2026"]),
            ],
        );
    }
}
