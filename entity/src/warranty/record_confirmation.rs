//! Records: the customer confirms that a defect was put right, or says that it was not (P5, C4).

use super::claim_state::{ClaimState, Event};
use super::claim_step::{self, StepKind};
use super::record_claim::{promise_answer, to_answer};
use super::record_step::{Begun, LONGEST_TEXT, Step, Which, begin, hold, take};
use super::warranty_claim::{ActiveModel, Model};
use crate::access::{By, Permission};
use crate::database::Write;
use crate::notice::record::plan_about;
use crate::notice::{Content, Recipient};
use crate::refusal::{Done, Mistakes, Refusal};
use crate::task;
use sea_orm::ActiveValue::Set;

const LONGEST_NOTE: usize = 500;

/// A confirmation as somebody enters it.
#[derive(Clone, Debug)]
pub struct Confirmation {
    /// Of which claim.
    pub which: Which,
    /// Where staff enter it, who confirmed and how, 1 to 500 characters; a customer's person may say something.
    pub note: Option<String>,
}

/// A reopening as somebody enters it.
#[derive(Clone, Debug)]
pub struct Reopening {
    /// Of which claim.
    pub which: Which,
    /// What is still wrong, 1 to 4,000 characters.
    pub reason: String,
}

/// The customer confirms that the defect was put right. Staff may enter what the customer said, and must say who and how.
///
/// Refuses a claim the viewer does not see, a stale version, one that is not resolved, staff without a note. Confirmed again
/// is `AlreadyDone`.
pub async fn confirm_claim(write: &Write, by: &By, confirmation: &Confirmation) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::FileClaims)?;
    let (contract, claim) = match begin(write, by, confirmation.which, Event::Confirm).await? {
        Begun::AlreadyDone(claim) => return Ok(Done::AlreadyDone(claim)),
        Begun::Open(contract, claim) => (contract, claim),
    };
    let mut mistakes = Mistakes::default();
    let said = confirmation.note.as_deref();
    let note = if by.viewer.is_staff() {
        Some(mistakes.line("note", said.unwrap_or_default(), LONGEST_NOTE))
    } else {
        mistakes.optional_line("note", said, LONGEST_NOTE)
    };
    mistakes.finish()?;
    let change = ActiveModel { state: Set(ClaimState::Confirmed), ..ActiveModel::default() };
    let step = Step { kind: StepKind::Confirmed, words: note.as_deref(), change };
    let (row, _) = take(write, by, (&contract, &claim), step).await?;
    Ok(Done::Now(row))
}

/// The defect was not put right: the claim is in work again, its answer-by clock runs anew, and staff are told.
///
/// Refuses a claim the viewer does not see, a stale version, a missing reason, one that is not resolved. Reopened again
/// before anything else was done is `AlreadyDone`.
pub async fn reopen_claim(write: &Write, by: &By, reopening: &Reopening) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::FileClaims)?;
    let (_, held) = hold(write, by, reopening.which.claim_id).await?;
    let steps = claim_step::of_claim(write.on(), held.id).await?;
    if held.state == ClaimState::InWork && steps.last().is_some_and(|last| last.kind == StepKind::Reopened) {
        return Ok(Done::AlreadyDone(held));
    }
    let (contract, claim) = match begin(write, by, reopening.which, Event::Reopen).await? {
        Begun::AlreadyDone(claim) => return Ok(Done::AlreadyDone(claim)),
        Begun::Open(contract, claim) => (contract, claim),
    };
    let mut mistakes = Mistakes::default();
    let reason = mistakes.lines("reason", &reopening.reason, LONGEST_TEXT);
    mistakes.finish()?;
    let change = ActiveModel {
        state: Set(ClaimState::InWork),
        answered_on: Set(None),
        answer: Set(None),
        ..ActiveModel::default()
    };
    let step = Step { kind: StepKind::Reopened, words: Some(&reason), change };
    let (row, number) = take(write, by, (&contract, &claim), step).await?;
    promise_answer(write, by, &row).await?;
    // The letter says more than the alarm of the task would.
    task::record::raise_without_alarm(write, by.now, to_answer(&row)).await?;
    let content = Content::ClaimReopened { claim_id: row.id, step: number };
    plan_about(write, by.now, &contract, (content, Recipient::Staff)).await?;
    Ok(Done::Now(row))
}
