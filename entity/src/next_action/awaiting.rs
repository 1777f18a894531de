//! What staff have to tell: an event of the work that an instalment awaits, and that no item of the plan will bring (S3).

use super::action::{Action, Due};
use super::command::Command;
use super::doer::Doer;
use crate::catalogue::trigger::DueEvent;
use crate::contract::lifecycle::Lifecycle;
use crate::dossier::{AsOf, Dossier, Subject};
use crate::refusal::Words;
use crate::workflow::item_state::{ItemState, Owner};

/// The events that somebody has to enter when they have happened.
pub fn actions(dossier: &Dossier, _as_of: &AsOf<'_>) -> Vec<Action> {
    let of_the_work = [
        (DueEvent::DocumentsComplete, Owner::Customer),
        (DueEvent::Filed, Owner::Authority),
        (DueEvent::ResultObtained, Owner::Authority),
    ];
    let untold = of_the_work.into_iter().filter(|(event, owner)| {
        let open = dossier.account.owed.iter().filter(|owed| owed.outstanding.is_positive());
        open.into_iter().any(|owed| owed.instalment.awaited() == Some(*event)) && !is_brought(dossier, *owner)
    });
    untold.map(|(event, _)| enter(dossier, event)).collect()
}

/// Whether the plan brings it, or may still come to do so.
fn is_brought(dossier: &Dossier, owner: Owner) -> bool {
    let is_open =
        |owner: Owner| dossier.work.items_in_force().any(|item| item.owner == owner && item.state != ItemState::Done);
    match dossier.contract.state {
        Lifecycle::Deploying => dossier.work.in_force().is_none() || is_open(owner),
        Lifecycle::Finished | Lifecycle::Accepted => is_open(owner),
        // The work has not begun, or nothing is entered any more.
        Lifecycle::Draft | Lifecycle::Signed | Lifecycle::Closed | Lifecycle::Cancelled | Lifecycle::Terminated => true,
    }
}

fn enter(dossier: &Dossier, event: DueEvent) -> Action {
    let event = event.words();
    Action {
        clause: "S3",
        doer: Doer::Consultants,
        what: Words::new(
            format!("Ghi nhận ngày {}, khi đã xảy ra.", event.vi),
            format!("Enter the day of {} when it has happened.", event.en),
        ),
        reason: Words::new(
            "Một đợt thanh toán đến hạn theo sự kiện này, mà kế hoạch không có công việc nào tương ứng.",
            "An instalment falls due after it, and no item of the plan tells it.",
        ),
        due: Due::UNSET,
        command: Some(Command::RecordDueEvent),
        subject: Subject::Contract(dossier.contract.id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::given::dossier;
    use crate::next_action::action::tests::on_day;
    use crate::workflow::plan_state::PlanState;

    fn awaiting(state: Lifecycle, event: DueEvent) -> Dossier {
        let mut dossier = dossier(state).owing(60, "2026-03-16");
        dossier.account.owed[0].instalment.due_event = Some(event);
        dossier
    }

    #[test]
    fn what_no_item_brings_is_entered_by_staff() {
        let planned = |event, owner, state| {
            awaiting(Lifecycle::Deploying, event).planned(PlanState::Confirmed).item(owner, state, &[])
        };
        let told: &[&str] = &["S3 Consultants recordDueEvent -"];
        let table: [(Dossier, &[&str]); 8] = [
            (awaiting(Lifecycle::Signed, DueEvent::Filed), &[]),
            (awaiting(Lifecycle::Deploying, DueEvent::Filed), &[]),
            (planned(DueEvent::Filed, Owner::Authority, ItemState::Open), &[]),
            (planned(DueEvent::Filed, Owner::Customer, ItemState::Open), told),
            (planned(DueEvent::DocumentsComplete, Owner::Customer, ItemState::Open), &[]),
            (planned(DueEvent::Completion, Owner::Provider, ItemState::Open), &[]),
            (awaiting(Lifecycle::Finished, DueEvent::ResultObtained), told),
            (awaiting(Lifecycle::Terminated, DueEvent::Filed), &[]),
        ];
        for (dossier, expected) in table {
            assert_eq!(on_day(actions, &dossier, "2026-03-10"), expected, "{dossier:?}");
        }
    }
}
