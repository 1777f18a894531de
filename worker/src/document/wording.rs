//! What a quote and a contract say in the same words: who does what, and when a part of the price falls due.

use entity::catalogue::offer::{ItemOwner, WorkflowItem};
use entity::catalogue::trigger::Trigger;
use entity::document::facts::PaidFacts;
use entity::refusal::Words;
use serde::Serialize;

use super::letterhead::Letterhead;

/// A row of the table of the workflow.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Item<'a> {
    /// From 1.
    place: i32,
    name: &'a str,
    owner: String,
    /// Working days.
    days: i32,
}

/// The table of a workflow, in order.
pub(super) fn items<'a>(head: &Letterhead, workflow: impl IntoIterator<Item = &'a WorkflowItem>) -> Vec<Item<'a>> {
    let items = (1..).zip(workflow).map(|(place, item)| Item {
        place,
        name: head.wording(&item.name),
        owner: head.wording(&owner(item.owner)).to_owned(),
        days: item.working_days,
    });
    items.collect()
}

/// When a part of the price falls due that hangs on an event: "7 ngày làm việc sau khi ký hợp đồng".
pub(super) fn due(trigger: Trigger) -> Words {
    let (days, event) = (trigger.days, trigger.event.words());
    let (vi, en) = match (days, trigger.in_working_days) {
        (0, _) => return Words::new(format!("Ngay khi {}", event.vi), format!("On {}", event.en)),
        (1, false) => ("ngày", "day"),
        (1, true) => ("ngày làm việc", "working day"),
        (_, false) => ("ngày", "days"),
        (_, true) => ("ngày làm việc", "working days"),
    };
    Words::new(format!("{days} {vi} sau khi {}", event.vi), format!("{days} {en} after {}", event.en))
}

/// When a part of a price is to be paid: its day, or after what while that has not happened.
pub(super) fn due_day(head: &Letterhead, part: &PaidFacts) -> String {
    part.awaits.map_or_else(|| head.day(part.due_on), |trigger| head.wording(&due(trigger)).to_owned())
}

fn owner(owner: ItemOwner) -> Words {
    match owner {
        ItemOwner::Provider => Words::new("Bên cung cấp", "Provider"),
        ItemOwner::Customer => Words::new("Khách hàng", "Customer"),
        ItemOwner::Authority => Words::new("Cơ quan nhà nước", "Authority"),
    }
}

#[cfg(test)]
mod tests {
    use entity::catalogue::trigger::DueEvent;

    use super::*;

    #[test]
    fn a_part_falls_due_so_many_days_after_its_event() {
        let table = [
            (0, false, "Ngay khi nghiệm thu", "On acceptance"),
            (0, true, "Ngay khi nghiệm thu", "On acceptance"),
            (1, false, "1 ngày sau khi nghiệm thu", "1 day after acceptance"),
            (1, true, "1 ngày làm việc sau khi nghiệm thu", "1 working day after acceptance"),
            (7, false, "7 ngày sau khi nghiệm thu", "7 days after acceptance"),
            (10, true, "10 ngày làm việc sau khi nghiệm thu", "10 working days after acceptance"),
        ];
        for (days, in_working_days, vi, en) in table {
            let trigger = Trigger { event: DueEvent::Acceptance, days, in_working_days };
            assert_eq!(due(trigger), Words::new(vi, en), "{trigger:?}");
        }
    }
}
