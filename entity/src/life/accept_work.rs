//! Record: the customer accepts, in full or in part, and the warranty begins (S6, P5).

use super::accepting::{Accepted, Taken, open_scope, seal, take_round};
use super::moving::{Begun, Moving, Step, Told, begin, tell_step};
use crate::acceptance::answering::{Answer, Remaining, check_day, check_remaining, paper};
use crate::acceptance::record::Answered;
use crate::acceptance::round_state::{Event as Said, Manner, RoundState};
use crate::access::{By, Permission};
use crate::contract::contract::{ActiveModel, Model};
use crate::contract::lifecycle::Event;
use crate::contract::record::touch;
use crate::database::Write;
use crate::document;
use crate::refusal::{Done, Mistakes, Refusal};
use sea_orm::ActiveValue::Set;

/// An acceptance, as somebody enters it.
#[derive(Clone, Debug)]
pub struct Acceptance {
    /// Which contract, and when: what is signed on line is of today.
    pub step: Step,
    /// By which report.
    pub answer: Answer,
    /// What remains to be done by the provider; nothing for an acceptance in full.
    pub remaining: Vec<Remaining>,
}

/// The customer accepts by the frozen report of the round: the covers of what is accepted begin in the same transaction,
/// with their reminders; staff are told.
///
/// In full the contract is accepted. In part the deliverables of which nothing remains are accepted; the contract stays
/// finished until the rest is done, reported and accepted in another round. The customer's signatory accepts; staff enter
/// what was signed on paper, by whom and on which day.
///
/// Refuses before the work is reported done, while the contract rests, until the report is frozen, another version of the
/// report than the newest, and every mistake in what remains. What is accepted is `AlreadyDone`.
pub async fn accept_work(write: &Write, by: &By, acceptance: &Acceptance) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::AnswerForCustomer)?;
    let mut moving = match begin(write, by, &acceptance.step, Event::Accept).await? {
        Begun::AlreadyDone(contract) => return Ok(Done::AlreadyDone(contract)),
        Begun::Moving(moving) => moving,
    };
    let said = if acceptance.remaining.is_empty() { Said::Accept } else { Said::AcceptInPart };
    let (round, report) = match take_round(write, &mut moving, (&acceptance.answer, said)).await? {
        Taken::AlreadyDone => return Ok(Done::AlreadyDone(moving.contract)),
        Taken::Open(round, report) => (round, report),
    };
    let answered = checked(write, by, acceptance, (&moving, &report)).await?;
    let contract = stored(write, by, moving, &answered).await?;
    seal(write, by, contract, Accepted { round: &round, answered: &answered }).await.map(Done::Now)
}

async fn checked(
    write: &Write,
    by: &By,
    acceptance: &Acceptance,
    (moving, report): (&Moving, &document::Model),
) -> Result<Answered, Refusal> {
    let open = open_scope(write, moving.contract.id).await?;
    let mut mistakes = Mistakes::default();
    check_day(&mut mistakes, by, acceptance.step.on);
    let paper = paper(&mut mistakes, by, &acceptance.answer);
    let remaining = check_remaining(&mut mistakes, &acceptance.remaining, &open, moving.on);
    mistakes.finish()?;
    Ok(Answered {
        state: if remaining.is_empty() { RoundState::Accepted } else { RoundState::AcceptedInPart },
        manner: if paper.is_some() { Manner::Paper } else { Manner::Online },
        on: moving.on,
        paper,
        reason: None,
        report_sha256: report.sha256.clone(),
        remaining,
    })
}

/// The contract with its new state, or with its version risen when something remains.
async fn stored(write: &Write, by: &By, moving: Moving, answered: &Answered) -> Result<Model, Refusal> {
    let reason = answered.paper.as_deref();
    if answered.state == RoundState::Accepted {
        let change = ActiveModel { accepted_on: Set(Some(moving.on)), ..ActiveModel::default() };
        return moving.finish(write, by, Told { change, action: "contract.accepted", reason }).await;
    }
    let after = touch(write, &moving.contract).await?;
    tell_step(write, by, (&moving.contract, &after, moving.on), ("contract.accepted_in_part", reason)).await?;
    Ok(after)
}
