//! What is to be done of the work: items whose turn it is, what somebody is waited for, and the report that all is done
//! (C3, S4, S5).

use super::action::{Action, Due};
use super::command::Command;
use super::doer::Doer;
use crate::acceptance::round_state::RoundState;
use crate::contract::lifecycle::Lifecycle;
use crate::dossier::{AsOf, Dossier, Subject};
use crate::refusal::Words;
use crate::value::id::WorkItemId;
use crate::workflow::authority_step;
use crate::workflow::dating::Span;
use crate::workflow::filing::Filing;
use crate::workflow::item_state::{ItemState, Owner};
use crate::workflow::pressing::stands_still;
use crate::workflow::record_item::keeps_from_finishing;
use crate::workflow::work_item;
use std::collections::HashMap;

/// What somebody has to do of the work under way; nothing while the contract rests.
pub fn actions(dossier: &Dossier, as_of: &AsOf<'_>) -> Vec<Action> {
    if dossier.contract.state != Lifecycle::Deploying || dossier.is_resting() {
        return Vec::new();
    }
    let Some(plan) = dossier.work.in_force() else { return Vec::new() };
    let days = dossier.expected(plan, as_of);
    let items = dossier.work.items_in_force().filter(|item| is_next(dossier, item));
    let items = items.filter_map(|item| on_item(dossier, item, (&days, as_of)));
    items.chain(waits(dossier)).chain(finish(dossier)).collect()
}

/// Whether it is an item's turn: it is not done, everything it comes after is, and its clock runs.
fn is_next(dossier: &Dossier, item: &work_item::Model) -> bool {
    let is_done =
        |id: WorkItemId| dossier.work.items.iter().any(|other| other.id == id && other.state == ItemState::Done);
    let mut before = dossier.work.after.iter().filter(|edge| edge.item_id == item.id);
    let waits: Vec<_> = dossier.work.waits.iter().filter(|wait| wait.plan_id == item.plan_id).cloned().collect();
    item.state != ItemState::Done && before.all(|edge| is_done(edge.after_id)) && !stands_still(item, &waits)
}

fn on_item(
    dossier: &Dossier,
    item: &work_item::Model,
    (days, as_of): (&HashMap<WorkItemId, Span>, &AsOf<'_>),
) -> Option<Action> {
    let (number, name) = (item.number, item.name());
    let last = days.get(&item.id).copied().unwrap_or_else(|| item.planned()).to;
    let due = Due::by(last, as_of.today);
    let reason = Words::new(
        format!("Công việc số {number} của kế hoạch: phải xong chậm nhất ngày {last}."),
        format!("Item {number} of the plan: it is to be done by {last}."),
    );
    let base = Action {
        clause: "S4",
        doer: Doer::Consultants,
        what: Words::new(format!("Hoàn thành: {}.", name.vi), format!("Complete: {}.", name.en)),
        reason,
        due,
        command: Some(Command::CompleteWorkItem),
        subject: Subject::WorkItem(item.id),
    };
    match item.owner {
        Owner::Provider => Some(base),
        Owner::Customer => Some(Action { clause: "C3", doer: Doer::CustomerPeople, ..base }),
        Owner::Authority => before_authority(dossier, item, (base, as_of)),
    }
}

/// What lies with an authority is the authority's; before and after that somebody of the staff acts.
fn before_authority(dossier: &Dossier, item: &work_item::Model, (base, as_of): (Action, &AsOf<'_>)) -> Option<Action> {
    let steps: Vec<_> = dossier.work.steps_of(item.id).collect();
    let (name, said) = (item.name(), steps.last().and_then(|step| step.note.as_deref()).unwrap_or_default());
    let submit = |(vi, en): (&str, &str), reason: Words| Action {
        what: Words::new(format!("{vi}: {}.", name.vi), format!("{en}: {}.", name.en)),
        reason,
        command: Some(Command::RecordSubmission),
        ..base.clone()
    };
    match Filing::of(steps.iter().map(|step| step.kind)) {
        Filing::NotSubmitted => {
            Some(submit(("Nộp hồ sơ cho cơ quan nhà nước", "Submit the file to the authority"), base.reason.clone()))
        }
        Filing::SupplementAsked => {
            let reason = Words::new(
                format!("Cơ quan nhà nước yêu cầu bổ sung: {said}"),
                format!("The authority asks for more: {said}"),
            );
            Some(submit(("Nộp bổ sung hồ sơ", "Submit what the authority asks for"), reason))
        }
        Filing::Refused => {
            let reason =
                Words::new(format!("Cơ quan nhà nước từ chối: {said}"), format!("The authority refused it: {said}"));
            Some(submit(("Nộp lại hồ sơ", "Submit the file again"), reason))
        }
        Filing::Submitted => hear(&steps, base, as_of).map(|action| Action {
            what: Words::new(
                format!("Ghi nhận trả lời của cơ quan nhà nước: {}.", name.vi),
                format!("Enter what the authority said: {}.", name.en),
            ),
            ..action
        }),
        Filing::Granted => None,
    }
}

/// What lies with an authority is asked after on the day that it named, or when its day has come.
fn hear(steps: &[&authority_step::Model], base: Action, as_of: &AsOf<'_>) -> Option<Action> {
    let named = steps.last().and_then(|step| step.appointment_on);
    let expected = base.due.on.filter(|day| *day <= as_of.today);
    let day = named.or(expected)?;
    let reason = if named.is_some() {
        Words::new(format!("Cơ quan nhà nước hẹn ngày {day}."), format!("The authority named {day}."))
    } else {
        Words::new(
            format!("Hồ sơ đã nộp; kết quả dự kiến ngày {day}."),
            format!("It was submitted; an answer was expected on {day}."),
        )
    };
    let due = Due::by(day, as_of.today);
    Some(Action { reason, due, command: Some(Command::RecordAuthorityAnswer), ..base })
}

/// While the provider waits, the customer gives what is waited for, and staff end the wait when it has come.
fn waits(dossier: &Dossier) -> impl Iterator<Item = Action> {
    let plan_id = dossier.work.in_force().map(|plan| plan.id);
    let waits = dossier.work.waits.iter();
    let running = waits.filter(move |wait| Some(wait.plan_id) == plan_id && wait.until_on.is_none());
    running.flat_map(|wait| {
        let (who, on, why) = (wait.waits_for.words(), wait.from_on, &wait.reason);
        let end = Action {
            clause: "C3",
            doer: Doer::Consultants,
            what: Words::new(
                format!("Kết thúc thời gian chờ {} khi đã nhận đủ.", who.vi),
                format!("End the wait for {} when everything has come.", who.en),
            ),
            reason: Words::new(format!("Đang chờ từ ngày {on}: {why}"), format!("It has lasted since {on}: {why}")),
            due: Due::UNSET,
            command: Some(Command::EndWaiting),
            subject: Subject::WorkWaiting(wait.id),
        };
        let give = (wait.waits_for == Owner::Customer).then(|| Action {
            doer: Doer::CustomerPeople,
            what: Words::new("Thực hiện việc mà bên cung cấp đang chờ.", "Do what the provider is waiting for."),
            command: None,
            ..end.clone()
        });
        give.into_iter().chain([end])
    })
}

/// When nothing of the provider's is open any more, the work is reported done.
fn finish(dossier: &Dossier) -> Option<Action> {
    let is_open = dossier.work.items_in_force().any(keeps_from_finishing)
        || dossier.answering.remaining.iter().any(|item| item.done_on.is_none());
    let rejected = dossier.answering.rounds.last().filter(|round| round.state == RoundState::Rejected);
    let reason = match rejected {
        None => Words::new(
            "Mọi công việc của bên cung cấp trong kế hoạch đã xong.",
            "Everything of the provider's in the plan is done.",
        ),
        Some(round) => {
            let (number, why) = (round.number, round.reason.as_deref().unwrap_or_default());
            Words::new(
                format!("Lần nghiệm thu {number} bị từ chối: {why} Khắc phục rồi báo cáo lại."),
                format!("Round {number} of acceptance was rejected: {why} Put it right and report again."),
            )
        }
    };
    (!is_open).then(|| reported_done(dossier, reason))
}

/// The work is reported done, for a reason.
pub(super) fn reported_done(dossier: &Dossier, reason: Words) -> Action {
    Action {
        clause: "S5",
        doer: Doer::Consultants,
        what: Words::new(
            "Báo cáo hoàn thành công việc và đề nghị nghiệm thu.",
            "Report the work done and ask for acceptance.",
        ),
        reason,
        due: Due::UNSET,
        command: Some(Command::FinishWork),
        subject: Subject::Contract(dossier.contract.id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::working_day::tests::on;
    use crate::document::state::State as Paper;
    use crate::dossier::given::dossier;
    use crate::next_action::action::tests::on_day;
    use crate::workflow::filing::StepKind;
    use crate::workflow::plan_state::PlanState;
    use ItemState::{Done, InWork, Open};
    use Owner::{Authority, Customer, Provider};

    const FINISH: &str = "S5 Consultants finishWork -";

    /// In work by a plan that counts from Wednesday 2026-03-04, in two working days an item.
    fn planned() -> Dossier {
        dossier(Lifecycle::Deploying).planned(PlanState::Confirmed)
    }

    #[test]
    fn whose_turn_it_is() {
        let table: [(Dossier, &str, &[&str]); 8] = [
            (
                planned().item(Customer, Open, &[]),
                "2026-03-05",
                &["C3 CustomerPeople completeWorkItem 2026-03-05", FINISH],
            ),
            (
                planned().item(Customer, Open, &[]).item(Provider, Open, &[0]),
                "2026-03-06",
                &["C3 CustomerPeople completeWorkItem 2026-03-05!"],
            ),
            (
                planned().item(Customer, Done, &[]).item(Provider, InWork, &[0]),
                "2026-03-06",
                &["S4 Consultants completeWorkItem 2026-03-09"],
            ),
            (planned().item(Provider, Done, &[]), "2026-03-06", &[FINISH]),
            (planned().item(Provider, Open, &[]).resting("2026-03-04"), "2026-03-06", &[]),
            (
                planned().item(Provider, Open, &[]).waiting(Customer),
                "2026-03-06",
                &["C3 CustomerPeople - -", "C3 Consultants endWaiting -"],
            ),
            (planned().item(Provider, Open, &[]).waiting(Authority), "2026-03-06", &["C3 Consultants endWaiting -"]),
            (dossier(Lifecycle::Deploying).planned(PlanState::Proposed).item(Provider, Open, &[]), "2026-03-06", &[]),
        ];
        for (dossier, day, expected) in table {
            assert_eq!(on_day(actions, &dossier, day), expected, "{dossier:?}");
        }
    }

    #[test]
    fn a_file_goes_to_the_authority_and_back() {
        let file = || planned().item(Provider, Open, &[]).item(Authority, Open, &[]);
        let own = "S4 Consultants completeWorkItem 2026-03-05";
        let table: [(Dossier, &str, Option<&str>); 6] = [
            (file(), "2026-03-05", Some("S4 Consultants recordSubmission 2026-03-05")),
            (file().step(StepKind::Submitted, None), "2026-03-04", None),
            (
                file().step(StepKind::Submitted, None),
                "2026-03-05",
                Some("S4 Consultants recordAuthorityAnswer 2026-03-05"),
            ),
            (
                file().step(StepKind::Submitted, None).step(StepKind::Appointed, Some(on("2026-03-12"))),
                "2026-03-04",
                Some("S4 Consultants recordAuthorityAnswer 2026-03-12"),
            ),
            (
                file().step(StepKind::Submitted, None).step(StepKind::SupplementAsked, None),
                "2026-03-05",
                Some("S4 Consultants recordSubmission 2026-03-05"),
            ),
            (
                file().step(StepKind::Submitted, None).step(StepKind::Refused, None),
                "2026-03-05",
                Some("S4 Consultants recordSubmission 2026-03-05"),
            ),
        ];
        for (dossier, day, expected) in table {
            let expected: Vec<&str> = [own].into_iter().chain(expected).collect();
            assert_eq!(on_day(actions, &dossier, day), expected, "{:?} on {day}", dossier.work.steps);
        }
    }

    #[test]
    fn what_was_rejected_is_reported_again() {
        let rejected = planned().item(Provider, Done, &[]).round(RoundState::Rejected, Paper::Frozen);
        assert_eq!(on_day(actions, &rejected, "2026-03-30"), [FINISH]);
        let remains = rejected.remaining("2026-04-01", None);
        assert_eq!(on_day(actions, &remains, "2026-03-30"), [""; 0], "not before what remained is done");
    }
}
