//! What comes first: what is overdue, then what is due soonest, then what nothing sets a day for.

use super::action::NextAction;

/// Puts the most urgent first; what is equally urgent stays in its order.
pub fn sort(actions: &mut [NextAction]) {
    actions.sort_by_key(|it| {
        let due = it.action.due;
        (!due.is_overdue, due.on.is_none(), due.on)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::working_day::tests::on;
    use crate::dossier::Subject;
    use crate::next_action::{Action, Doer, Due};
    use crate::refusal::Words;
    use crate::value::id::ContractId;

    fn action(title: &str, due: Due) -> NextAction {
        let contract_id = ContractId::new();
        let action = Action {
            clause: "C5",
            doer: Doer::CustomerPeople,
            what: Words::new("Thanh toán.", "Pay."),
            reason: Words::new("Đến hạn.", "It is due."),
            due,
            command: None,
            subject: Subject::Contract(contract_id),
        };
        NextAction { action, contract_id: Some(contract_id), reference: title.to_owned(), title: title.to_owned() }
    }

    #[test]
    fn the_most_urgent_comes_first() {
        let by = |day| Due::by(on(day), on("2026-03-10"));
        let mut actions = [
            action("undated", Due::UNSET),
            action("next week", by("2026-03-16")),
            action("today", by("2026-03-10")),
            action("also undated", Due::UNSET),
            action("yesterday", by("2026-03-09")),
            action("today too", by("2026-03-10")),
            // A moment of today that has passed.
            action("this morning", Due { on: Some(on("2026-03-10")), is_overdue: true }),
            action("last week", by("2026-03-03")),
        ];
        sort(&mut actions);
        let titles: Vec<&str> = actions.iter().map(|action| action.title.as_str()).collect();
        let expected =
            ["last week", "yesterday", "this morning", "today", "today too", "next week", "undated", "also undated"];
        assert_eq!(titles, expected);
    }
}
