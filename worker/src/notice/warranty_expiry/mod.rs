//! A warranty is about to end (P5): what is covered until when, and how to file a claim in time.

use chrono::NaiveDate;

use super::page::pages;

/// Tells which deliverables of a contract lose their cover soon.
#[derive(Clone, Debug)]
pub struct WarrantyExpiry {
    /// The day the letter speaks of, in the provider's zone.
    pub as_of: NaiveDate,
    /// The contract that grants the cover, such as `HD-2026-0042`.
    pub contract_reference: String,
    /// What the contract is about.
    pub contract_title: String,
    /// At least one; shown in their order.
    pub covers: Vec<Cover>,
    /// Where a claim is filed on line; without it the letter asks to write back.
    pub claim_link: Option<String>,
}

/// A deliverable and the last day on which it is covered.
#[derive(Clone, Debug)]
pub struct Cover {
    /// A line of the contract's scope, in the language of the letter.
    pub deliverable: String,
    /// A defect found on this day is still covered, one found the day after is not.
    pub last_covered_on: NaiveDate,
}

impl Cover {
    /// Days after `as_of` that are still covered; 0 on the last day.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates pass every argument by reference")]
    pub(super) fn days_left(&self, as_of: &NaiveDate) -> i64 {
        (self.last_covered_on - *as_of).num_days().max(0)
    }
}

impl WarrantyExpiry {
    pub(super) fn first_to_end(&self) -> Option<&Cover> {
        self.covers.iter().min_by_key(|cover| cover.last_covered_on)
    }

    pub(super) fn is_last_day(&self) -> bool {
        self.first_to_end().is_some_and(|cover| cover.days_left(&self.as_of) == 0)
    }
}

pages!(
    WarrantyExpiry,
    vi: ["warranty_expiry/vi.subject.txt", "warranty_expiry/vi.txt", "warranty_expiry/vi.html"],
    en: ["warranty_expiry/en.subject.txt", "warranty_expiry/en.txt", "warranty_expiry/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, day, prove};

    fn soon() -> WarrantyExpiry {
        let cover =
            |deliverable: &str, last: &str| Cover { deliverable: deliverable.into(), last_covered_on: day(last) };
        WarrantyExpiry {
            as_of: day("2026-06-23"),
            contract_reference: "HD-2025-0031".into(),
            contract_title: "Thẩm duyệt phòng cháy chữa cháy nhà xưởng A".into(),
            covers: vec![cover("Hồ sơ thẩm duyệt", "2026-06-30"), cover("Nghiệm thu hệ thống báo cháy", "2026-06-24")],
            claim_link: Some("https://khu.example/claims/new?contract=HD-2025-0031".into()),
        }
    }

    fn last_day() -> WarrantyExpiry {
        let mut last_day = WarrantyExpiry { as_of: day("2026-06-30"), claim_link: None, ..soon() };
        last_day.covers.truncate(1);
        last_day
    }

    fn hostile() -> WarrantyExpiry {
        let mut hostile = last_day();
        hostile.contract_reference = HOSTILE.into();
        hostile.contract_title = HOSTILE.into();
        hostile.claim_link = Some(HOSTILE.into());
        hostile.covers[0].deliverable = HOSTILE.into();
        hostile
    }

    #[test]
    fn samples_are_sound() {
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        prove(
            "warranty_expiry",
            &[
                of(
                    "soon",
                    soon(),
                    vec![
                        "HD-2025-0031",
                        "đến hết ngày 30/06/2026",
                        "còn 7 ngày",
                        "còn 1 ngày",
                        "https://khu.example/claims/new",
                    ],
                    vec![
                        "HD-2025-0031",
                        "through 30 June 2026",
                        "7 days left",
                        "1 day left",
                        "https://khu.example/claims/new",
                    ],
                ),
                of(
                    "last_day",
                    last_day(),
                    vec!["30/06/2026", "hôm nay là ngày cuối", "trả lời thư này"],
                    vec!["today is the last day", "replying to this letter"],
                ),
                of("hostile", hostile(), vec!["30/06/2026"], vec!["30 June 2026"]),
            ],
        );
    }
}
