//! What the answers to a round of acceptance have in common: which round, by which report, and what acceptance brings with
//! it in the same transaction (S6).

use super::conditions::report_not_frozen;
use super::events::happened;
use super::moving::Moving;
use super::papers::{minutes_of_acceptance, newest_report};
use super::warranty_end::last_covered_on;
use crate::acceptance::answering::Answer;
use crate::acceptance::record::{Answered, round_answered};
use crate::acceptance::round_state::{Event, RoundState};
use crate::acceptance::scope::to_be_accepted;
use crate::acceptance::{acceptance_round, remaining_item};
use crate::access::{By, Viewer};
use crate::billing::record_event::event_expected;
use crate::calendar;
use crate::catalogue::trigger::DueEvent;
use crate::contract::contract::Model;
use crate::contract::deliverable;
use crate::database::Write;
use crate::document;
use crate::refusal::{Refusal, Words};
use crate::value::id::{ContractId, DeliverableId};
use crate::value::transition::Transition;
use crate::warranty::record_cover::begin_covers;
use chrono::NaiveDate;
use sea_orm::DbErr;

/// The round that an answer is to.
pub(super) enum Taken {
    /// It was answered so before.
    AlreadyDone,
    /// It waits for this answer, by this report.
    Open(Box<acceptance_round::Model>, Box<document::Model>),
}

/// An answer that accepts something.
pub(super) struct Accepted<'a> {
    pub(super) round: &'a acceptance_round::Model,
    pub(super) answered: &'a Answered,
}

/// Takes the round that an answer is to. Refuses with everything that is unmet so far, an answer to another version of the
/// report than the newest, to other bytes than the frozen ones, and to a round that was answered otherwise.
pub(super) async fn take_round(
    write: &Write,
    moving: &mut Moving,
    (answer, event): (&Answer, Event),
) -> Result<Taken, Refusal> {
    let report = newest_report(write, &moving.contract).await?;
    let round = acceptance_round::newest(write.on(), moving.contract.id).await?;
    moving.unmet.extend(report_not_frozen(moving.contract.state, report.as_ref()));
    moving.none_unmet()?;
    let (round, report) = round.zip(report).ok_or_else(|| DbErr::Custom("a report without its round".to_owned()))?;
    if report.id != answer.report_id || report.id != round.report_id {
        return Err(stale_report(&report));
    }
    match round.state.after(event) {
        Ok(Transition::To(_)) => {}
        Ok(Transition::AlreadyDone) => return Ok(Taken::AlreadyDone),
        Err(_) => return Err(answered(&round)),
    }
    let is_other =
        |sha256: &String| !report.sha256.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(sha256.trim()));
    if answer.sha256.as_ref().is_some_and(is_other) {
        let words = Words::new(
            "Mã SHA-256 không khớp với báo cáo hoàn thành đã chốt.",
            "The SHA-256 is not that of the frozen completion report.",
        );
        return Err(Refusal::conflict("REPORT_DIFFERS", words));
    }
    Ok(Taken::Open(Box::new(round), Box::new(report)))
}

/// The deliverables that the next acceptance of a contract is about.
pub(super) async fn open_scope(write: &Write, contract_id: ContractId) -> Result<Vec<DeliverableId>, DbErr> {
    let all = deliverable::of_contracts(write.on(), Viewer::System, vec![contract_id]).await?;
    let all: Vec<DeliverableId> = all.iter().map(|row| row.id).collect();
    let rounds = acceptance_round::of_contracts(write.on(), Viewer::System, vec![contract_id]).await?;
    let remaining = remaining_item::of_contracts(write.on(), Viewer::System, vec![contract_id]).await?;
    Ok(to_be_accepted(&all, &rounds, &remaining))
}

/// What acceptance brings with it: the covers of what is accepted begin, with their reminders; in full, the
/// instalments that hang on it fall due; the answer is written down,
/// and its minutes are made. Answers the contract as it is after that.
pub(super) async fn seal(
    write: &Write,
    by: &By,
    mut contract: Model,
    Accepted { round, answered }: Accepted<'_>,
) -> Result<Model, Refusal> {
    let open = open_scope(write, contract.id).await?;
    let remains = |id: &DeliverableId| answered.remaining.iter().any(|item| item.deliverable_id == *id);
    let accepted: Vec<DeliverableId> = open.into_iter().filter(|id| !remains(id)).collect();
    let calendar = calendar::read(write.on()).await?;
    begin_covers(write, by, &contract, (answered.on, &calendar, Some(&accepted))).await?;
    if answered.state == RoundState::Accepted {
        contract = fall_due(write, by, &contract, answered.on).await?;
    }
    let round = round_answered(write, by, (&contract, round), answered).await?;
    minutes_of_acceptance(write, by, (&contract, &round)).await?;
    Ok(contract)
}

/// What hangs on acceptance falls due; what hangs on the end of the warranty is expected by its last covered day, and falls
/// due at once where nothing is covered.
async fn fall_due(write: &Write, by: &By, contract: &Model, on: NaiveDate) -> Result<Model, Refusal> {
    let contract = happened(write, by, contract, (DueEvent::Acceptance, on)).await?;
    match last_covered_on(write.on(), contract.id).await? {
        Some(last) => event_expected(write, by, &contract, (DueEvent::WarrantyEnd, last)).await?,
        None => return happened(write, by, &contract, (DueEvent::WarrantyEnd, on)).await,
    }
    Ok(contract)
}

fn stale_report(newest: &document::Model) -> Refusal {
    let version = newest.version;
    let words = Words::new(
        format!("Báo cáo hoàn thành hiện tại là bản {version}. Hãy mở bản này rồi trả lời."),
        format!("The completion report is at version {version} now. Open that one, then answer."),
    );
    Refusal::conflict("STALE_REPORT", words)
}

fn answered(round: &acceptance_round::Model) -> Refusal {
    let (number, state) = (round.number, round.state.words());
    let words = Words::new(
        format!("Lần nghiệm thu {number} {}.", state.vi),
        format!("Round {number} of acceptance is {} already.", state.en),
    );
    Refusal::conflict("ROUND_ANSWERED", words)
}
