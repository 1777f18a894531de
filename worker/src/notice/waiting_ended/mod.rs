//! The provider waited for the customer and goes on (C3, S4): which days have moved.

use chrono::NaiveDate;

use super::page::pages;

/// Tells the customer that work goes on, and until when it is to be expected now.
#[derive(Clone, Debug)]
pub struct WaitingEnded {
    /// The contract, such as `HD-2026-0042`.
    pub contract_reference: String,
    /// What the contract is about.
    pub contract_title: String,
    /// The first day of the wait.
    pub from_on: NaiveDate,
    /// The day work went on.
    pub until_on: NaiveDate,
    /// For what it was waited.
    pub reason: String,
    /// What is not to be expected on the day that was agreed; shown in their order.
    pub moved: Vec<MovedItem>,
}

/// A line of the plan, in the language of the letter.
#[derive(Clone, Debug)]
pub struct MovedItem {
    /// Its place in the plan.
    pub number: i32,
    /// What it is.
    pub name: String,
    /// The last day that was agreed.
    pub agreed_on: NaiveDate,
    /// The last day as it is to be expected.
    pub expected_on: NaiveDate,
}

pages!(
    WaitingEnded,
    vi: ["waiting_ended/vi.subject.txt", "waiting_ended/vi.txt", "waiting_ended/vi.html"],
    en: ["waiting_ended/en.subject.txt", "waiting_ended/en.txt", "waiting_ended/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, day, prove};

    fn moved() -> WaitingEnded {
        let item = |number, name: &str, (agreed, expected): (&str, &str)| MovedItem {
            number,
            name: name.into(),
            agreed_on: day(agreed),
            expected_on: day(expected),
        };
        WaitingEnded {
            contract_reference: "HD-2026-0042".into(),
            contract_title: "Giấy phép môi trường nhà máy 2".into(),
            from_on: day("2026-03-04"),
            until_on: day("2026-03-09"),
            reason: "Chờ sơ đồ mặt bằng đã đóng dấu.".into(),
            moved: vec![
                item(2, "Lập báo cáo", ("2026-03-13", "2026-03-18")),
                item(3, "Thẩm định hồ sơ", ("2026-03-27", "2026-04-01")),
            ],
        }
    }

    fn hostile() -> WaitingEnded {
        let mut hostile = moved();
        hostile.contract_reference = HOSTILE.into();
        hostile.contract_title = HOSTILE.into();
        hostile.reason = HOSTILE.into();
        hostile.moved[0].name = HOSTILE.into();
        hostile
    }

    #[test]
    fn samples_are_sound() {
        let still = WaitingEnded { moved: vec![], ..moved() };
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        prove(
            "waiting_ended",
            &[
                of(
                    "moved",
                    moved(),
                    vec!["HD-2026-0042", "09/03/2026", "Lập báo cáo", "13/03/2026", "18/03/2026"],
                    vec!["HD-2026-0042", "9 March 2026", "Lập báo cáo", "13 March 2026", "18 March 2026"],
                ),
                of("still", still, vec!["không thay đổi"], vec!["have not moved"]),
                of("hostile", hostile(), vec!["01/04/2026"], vec!["1 April 2026"]),
            ],
        );
    }
}
