//! Work of the customer is about to be due, due or overdue (C3, S4): what it is, and until when.

use chrono::NaiveDate;

use super::page::pages;

/// Tells which work of the customer's under a contract is due.
#[derive(Clone, Debug)]
pub struct WorkItemReminder {
    /// The day the letter speaks of, in the provider's zone.
    pub as_of: NaiveDate,
    /// The contract, such as `HD-2026-0042`.
    pub contract_reference: String,
    /// What the contract is about.
    pub contract_title: String,
    /// At least one; shown in their order.
    pub items: Vec<DueItem>,
}

/// A line of the plan, in the language of the letter.
#[derive(Clone, Debug)]
pub struct DueItem {
    /// Its place in the plan.
    pub number: i32,
    /// What it is.
    pub name: String,
    /// The last day, as waiting and rests have moved it.
    pub due_on: NaiveDate,
}

impl DueItem {
    /// Days from `as_of` to the last day; negative when it has passed.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates pass every argument by reference")]
    pub(super) fn days_left(&self, as_of: &NaiveDate) -> i64 {
        (self.due_on - *as_of).num_days()
    }

    /// Days since the last day.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates pass every argument by reference")]
    pub(super) fn days_over(&self, as_of: &NaiveDate) -> i64 {
        (*as_of - self.due_on).num_days()
    }
}

impl WorkItemReminder {
    /// The days left to the first that is due.
    pub(super) fn least_left(&self) -> i64 {
        self.items.iter().map(|item| item.days_left(&self.as_of)).min().unwrap_or_default()
    }
}

pages!(
    WorkItemReminder,
    vi: ["work_item_reminder/vi.subject.txt", "work_item_reminder/vi.txt", "work_item_reminder/vi.html"],
    en: ["work_item_reminder/en.subject.txt", "work_item_reminder/en.txt", "work_item_reminder/en.html"]
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::proof::{HOSTILE, Sample, day, prove};

    fn soon() -> WorkItemReminder {
        let item = |number, name: &str, due_on: &str| DueItem { number, name: name.into(), due_on: day(due_on) };
        WorkItemReminder {
            as_of: day("2026-03-04"),
            contract_reference: "HD-2026-0042".into(),
            contract_title: "Giấy phép môi trường nhà máy 2".into(),
            items: vec![item(1, "Cung cấp hồ sơ pháp lý", "2026-03-06"), item(3, "Ký đơn đề nghị", "2026-03-06")],
        }
    }

    fn hostile() -> WorkItemReminder {
        let mut hostile = soon();
        hostile.contract_reference = HOSTILE.into();
        hostile.contract_title = HOSTILE.into();
        hostile.items[0].name = HOSTILE.into();
        hostile
    }

    #[test]
    fn samples_are_sound() {
        let today = WorkItemReminder { as_of: day("2026-03-06"), ..soon() };
        let over = WorkItemReminder { as_of: day("2026-03-09"), ..soon() };
        let of = |name, notice, vi, en| Sample { name, notice, vi, en };
        prove(
            "work_item_reminder",
            &[
                of(
                    "soon",
                    soon(),
                    vec!["HD-2026-0042", "Cung cấp hồ sơ pháp lý", "06/03/2026", "còn 2 ngày"],
                    vec!["HD-2026-0042", "Cung cấp hồ sơ pháp lý", "6 March 2026", "2 days left"],
                ),
                of("today", today, vec!["đến hạn hôm nay"], vec!["due today"]),
                of("over", over, vec!["quá hạn 3 ngày"], vec!["3 days overdue"]),
                of("hostile", hostile(), vec!["06/03/2026"], vec!["6 March 2026"]),
            ],
        );
    }
}
