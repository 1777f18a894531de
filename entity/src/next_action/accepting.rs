//! What is to be done for acceptance: the customer answers the report, the provider does what remained of an acceptance in
//! part (S5, S6).

use super::action::{Action, Due};
use super::command::Command;
use super::doer::Doer;
use super::papers::made_again;
use super::working::reported_done;
use crate::acceptance::acceptance_round;
use crate::acceptance::round_state::RoundState;
use crate::contract::lifecycle::Lifecycle;
use crate::document::Kind;
use crate::document::state::State as Paper;
use crate::dossier::{AsOf, Dossier, Subject};
use crate::refusal::Words;

/// What somebody has to do until everything is accepted; nothing while the contract rests.
pub fn actions(dossier: &Dossier, as_of: &AsOf<'_>) -> Vec<Action> {
    if dossier.is_resting() {
        return Vec::new();
    }
    match dossier.contract.state {
        Lifecycle::Deploying => remaining(dossier, as_of).collect(),
        Lifecycle::Finished => {
            let round = dossier.answering.rounds.last();
            let asked = round.filter(|round| round.state == RoundState::Asked);
            match asked {
                Some(round) => answer(dossier, round, as_of).into_iter().collect(),
                None => remaining(dossier, as_of).chain(again(dossier, round)).collect(),
            }
        }
        Lifecycle::Draft
        | Lifecycle::Signed
        | Lifecycle::Accepted
        | Lifecycle::Closed
        | Lifecycle::Cancelled
        | Lifecycle::Terminated => Vec::new(),
    }
}

/// The signatory answers the report once it is frozen; one that could not be made is made again.
fn answer(dossier: &Dossier, round: &acceptance_round::Model, as_of: &AsOf<'_>) -> Option<Action> {
    let report = dossier.paper(Kind::CompletionReport, dossier.contract.id.0)?;
    match report.state {
        Paper::Requested => return None,
        Paper::Failed => return Some(made_again(report)),
        Paper::Frozen => {}
    }
    let (number, asked, until) = (round.number, round.asked_on, round.answer_by_on);
    let (vi, en) = if round.silence_accepts {
        (" Không trả lời đến hết ngày đó là nghiệm thu.", " Silence until then is acceptance.")
    } else {
        ("", "")
    };
    Some(Action {
        clause: "S6",
        doer: Doer::CustomerSignatory,
        what: Words::new(
            format!("Nghiệm thu hoặc từ chối công việc theo báo cáo hoàn thành lần {number}."),
            format!("Accept or reject the work by completion report {number}."),
        ),
        reason: Words::new(
            format!("Bên cung cấp đề nghị nghiệm thu ngày {asked}, trả lời đến hết ngày {until}.{vi}"),
            format!("The provider asked for acceptance on {asked}, to be answered by the end of {until}.{en}"),
        ),
        due: Due::by(until, as_of.today),
        command: Some(Command::AcceptWork),
        subject: Subject::Document(report.id),
    })
}

fn remaining(dossier: &Dossier, as_of: &AsOf<'_>) -> impl Iterator<Item = Action> {
    let open = dossier.answering.remaining.iter().filter(|item| item.done_on.is_none());
    open.map(|item| {
        let (number, what, due_on) = (item.number, &item.what, item.due_on);
        Action {
            clause: "S6",
            doer: Doer::Consultants,
            what: Words::new(format!("Làm nốt: {what}"), format!("Do what remained: {what}")),
            reason: Words::new(
                format!("Việc còn lại số {number} sau nghiệm thu một phần, hạn {due_on}."),
                format!("It remained as number {number} of an acceptance in part, due on {due_on}."),
            ),
            due: Due::by(due_on, as_of.today),
            command: Some(Command::CompleteRemainingItem),
            subject: Subject::RemainingItem(item.id),
        }
    })
}

/// When nothing remains any more the rest is reported done; so is what was finished before acceptance went in rounds.
fn again(dossier: &Dossier, round: Option<&acceptance_round::Model>) -> Option<Action> {
    let is_possible = round.is_none_or(|round| round.state == RoundState::AcceptedInPart);
    let is_done = dossier.answering.remaining.iter().all(|item| item.done_on.is_some());
    let reason = match round {
        Some(round) => Words::new(
            format!("Việc còn lại của lần nghiệm thu {} đã xong.", round.number),
            format!("What remained of round {} of acceptance is done.", round.number),
        ),
        None => Words::new("Chưa đề nghị nghiệm thu lần nào.", "Acceptance was never asked for."),
    };
    (is_possible && is_done).then(|| reported_done(dossier, reason))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::given::dossier;
    use crate::next_action::action::tests::on_day;
    use RoundState::{Accepted, AcceptedInPart, Asked, Rejected};

    const ACCEPT: &str = "S6 CustomerSignatory acceptWork 2026-03-30";
    const FINISH: &str = "S5 Consultants finishWork -";

    #[test]
    fn the_report_is_answered_and_the_rest_done() {
        let finished = || dossier(Lifecycle::Finished);
        let in_part = || finished().round(AcceptedInPart, Paper::Frozen);
        let table: [(Dossier, &str, &[&str]); 11] = [
            (finished(), "2026-03-23", &[FINISH]),
            (finished().round(Asked, Paper::Requested), "2026-03-23", &[]),
            (finished().round(Asked, Paper::Failed), "2026-03-23", &["P3 Consultants retryDocument -"]),
            (finished().round(Asked, Paper::Frozen), "2026-03-30", &[ACCEPT]),
            (finished().round(Rejected, Paper::Frozen).round(Asked, Paper::Frozen), "2026-03-23", &[ACCEPT]),
            (finished().round(Asked, Paper::Frozen).resting("2026-03-21"), "2026-03-23", &[]),
            (
                in_part().remaining("2026-04-01", None).remaining("2026-04-03", Some("2026-03-31")),
                "2026-04-02",
                &["S6 Consultants completeRemainingItem 2026-04-01!"],
            ),
            (in_part().remaining("2026-04-01", Some("2026-03-31")), "2026-04-02", &[FINISH]),
            (in_part().remaining("2026-04-01", None).resting("2026-03-30"), "2026-04-02", &[]),
            (
                in_part().remaining("2026-04-01", Some("2026-03-31")).round(Asked, Paper::Frozen),
                "2026-03-23",
                &[ACCEPT],
            ),
            (dossier(Lifecycle::Accepted).round(Accepted, Paper::Frozen), "2026-04-02", &[]),
        ];
        for (dossier, day, expected) in table {
            assert_eq!(on_day(actions, &dossier, day), expected, "{:?} on {day}", dossier.answering);
        }
        let overdue = finished().round(Asked, Paper::Frozen);
        assert_eq!(on_day(actions, &overdue, "2026-03-31"), [format!("{ACCEPT}!")]);
    }
}
