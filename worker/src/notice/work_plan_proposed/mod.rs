//! A version of the work plan is proposed (P2, S4): what is done by whom until when, and that it waits for an answer.

use chrono::NaiveDate;

use super::page::pages;

/// Asks the customer to confirm a version of the work plan.
#[derive(Clone, Debug)]
pub struct WorkPlanProposed {
    /// The contract, such as `HD-2026-0042`.
    pub contract_reference: String,
    /// What the contract is about.
    pub contract_title: String,
    /// The version, from 1.
    pub number: i32,
    /// What the provider says of it; may have several lines.
    pub note: Option<String>,
    /// At least one; shown in their order.
    pub items: Vec<PlannedItem>,
}

/// A line of the plan, in the language of the letter.
#[derive(Clone, Debug)]
pub struct PlannedItem {
    /// Its place in the plan.
    pub number: i32,
    /// Who does it.
    pub owner: String,
    /// What it is.
    pub name: String,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day.
    pub to_on: NaiveDate,
}

pages!(
    WorkPlanProposed,
    vi: ["work_plan_proposed/vi.subject.txt", "work_plan_proposed/vi.txt", "work_plan_proposed/vi.html"],
    en: ["work_plan_proposed/en.subject.txt", "work_plan_proposed/en.txt", "work_plan_proposed/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, day, prove};

    fn item(number: i32, owner: &str, name: &str, (from, to): (&str, &str)) -> PlannedItem {
        PlannedItem { number, owner: owner.into(), name: name.into(), from_on: day(from), to_on: day(to) }
    }

    fn first() -> WorkPlanProposed {
        WorkPlanProposed {
            contract_reference: "HD-2026-0042".into(),
            contract_title: "Giấy phép môi trường nhà máy 2".into(),
            number: 1,
            note: None,
            items: vec![
                item(1, "khách hàng", "Cung cấp hồ sơ pháp lý", ("2026-03-02", "2026-03-06")),
                item(2, "bên cung cấp", "Khảo sát và lập báo cáo", ("2026-03-09", "2026-03-20")),
                item(3, "cơ quan nhà nước", "Thẩm định hồ sơ", ("2026-03-23", "2026-04-17")),
            ],
        }
    }

    fn hostile() -> WorkPlanProposed {
        let mut hostile = WorkPlanProposed { note: Some(HOSTILE.into()), ..first() };
        hostile.contract_reference = HOSTILE.into();
        hostile.contract_title = HOSTILE.into();
        hostile.items[0].name = HOSTILE.into();
        hostile
    }

    #[test]
    fn samples_are_sound() {
        let second =
            WorkPlanProposed {
                number: 2, note: Some("Lùi phần thẩm định vì hồ sơ bổ sung.".into()), ..first()
            };
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        prove(
            "work_plan_proposed",
            &[
                of(
                    "first",
                    first(),
                    vec!["HD-2026-0042", "bản 1", "Cung cấp hồ sơ pháp lý", "02/03/2026", "17/04/2026", "xác nhận"],
                    vec![
                        "HD-2026-0042",
                        "version 1",
                        "Cung cấp hồ sơ pháp lý",
                        "2 March 2026",
                        "17 April 2026",
                        "confirm",
                    ],
                ),
                of("second", second, vec!["bản 2", "Lùi phần thẩm định"], vec!["version 2", "Lùi phần thẩm định"]),
                of("hostile", hostile(), vec!["09/03/2026"], vec!["9 March 2026"]),
            ],
        );
    }
}
