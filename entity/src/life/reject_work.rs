//! Record: the customer does not accept, and work goes on (S6).

use super::accepting::{Taken, take_round};
use super::moving::{Begun, Step, Told, begin};
use super::silence::held;
use crate::acceptance::acceptance_round;
use crate::acceptance::answering::{self, Answer, check_day};
use crate::acceptance::record::{Answered, round_answered};
use crate::acceptance::round_state::{Event as Said, Manner, RoundState};
use crate::access::{By, Permission};
use crate::billing::record_event::event_taken_back;
use crate::catalogue::trigger::DueEvent;
use crate::contract::contract::{ActiveModel, Model};
use crate::contract::lifecycle::{Event, Lifecycle};
use crate::database::Write;
use crate::refusal::{Done, Mistakes, Refusal};
use crate::workflow::record_reminder::refresh;
use sea_orm::ActiveValue::Set;

/// A rejection, as somebody enters it.
#[derive(Clone, Debug)]
pub struct Rejection {
    /// Which contract, and when: what is said on line is of today.
    pub step: Step,
    /// By which report.
    pub answer: Answer,
    /// Why, 1 to 2,000 characters: the provider reads it.
    pub reason: String,
}

/// The customer does not accept: work goes on, and is reported done another time, with another report. Staff are told the
/// reasons, and what completion had made due awaits it again.
///
/// The customer's signatory rejects; staff enter what was signed on paper, by whom and on which day. Refuses before the
/// work is reported done, until the report is frozen, another version of the report than the newest, and missing reasons.
/// What is rejected by the same report is `AlreadyDone`.
pub async fn reject_work(write: &Write, by: &By, rejection: &Rejection) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::AnswerForCustomer)?;
    let contract = held(write, by, rejection.step.contract_id).await?;
    if is_rejected(write, &contract, &rejection.answer).await? {
        return Ok(Done::AlreadyDone(contract));
    }
    let mut moving = match begin(write, by, &rejection.step, Event::RejectCompletion).await? {
        Begun::AlreadyDone(contract) => return Ok(Done::AlreadyDone(contract)),
        Begun::Moving(moving) => moving,
    };
    let (round, report) = match take_round(write, &mut moving, (&rejection.answer, Said::Reject)).await? {
        Taken::AlreadyDone => return Ok(Done::AlreadyDone(moving.contract)),
        Taken::Open(round, report) => (round, report),
    };
    let mut mistakes = Mistakes::default();
    check_day(&mut mistakes, by, rejection.step.on);
    let paper = answering::paper(&mut mistakes, by, &rejection.answer);
    let reason = answering::reason(&mut mistakes, &rejection.reason);
    mistakes.finish()?;
    let answered = Answered {
        state: RoundState::Rejected,
        manner: if paper.is_some() { Manner::Paper } else { Manner::Online },
        on: moving.on,
        paper,
        reason: Some(reason.clone()),
        report_sha256: report.sha256,
        remaining: Vec::new(),
    };
    let change = ActiveModel { finished_on: Set(None), ..ActiveModel::default() };
    let told = Told { change, action: "contract.rejected", reason: Some(&reason) };
    let contract = moving.finish(write, by, told).await?;
    round_answered(write, by, (&contract, &round), &answered).await?;
    event_taken_back(write, by, &contract, DueEvent::Completion).await?;
    refresh(write, by, contract.id).await?;
    Ok(Done::Now(contract))
}

/// `Deploying` does not tell whether a completion was rejected or none was reported: the round does.
async fn is_rejected(write: &Write, contract: &Model, answer: &Answer) -> Result<bool, Refusal> {
    if contract.state != Lifecycle::Deploying {
        return Ok(false);
    }
    let newest = acceptance_round::newest(write.on(), contract.id).await?;
    Ok(newest.is_some_and(|round| round.state == RoundState::Rejected && round.report_id == answer.report_id))
}
