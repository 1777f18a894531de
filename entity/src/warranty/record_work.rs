//! Records: the defect is worked on, and put right (P5, S7).

use super::claim_state::{ClaimState, Event};
use super::claim_step::StepKind;
use super::record_cover::follow_on;
use super::record_step::{Begun, LONGEST_TEXT, Step, Which, begin, notify, take};
use super::record_verdict::end_waiting;
use super::warranty_claim::{ActiveModel, Model};
use crate::access::{By, Permission};
use crate::database::Write;
use crate::notice::Content;
use crate::refusal::{Done, Mistakes, Refusal};
use sea_orm::ActiveValue::Set;

/// What was done about a defect, as somebody enters it.
#[derive(Clone, Debug)]
pub struct Resolution {
    /// On which claim.
    pub which: Which,
    /// What was done, 1 to 4,000 characters; the customer is told.
    pub answer: String,
    /// Whether work was redone: what was redone has a cover of its own from today on.
    pub is_rework: bool,
}

/// Work on a covered claim begins.
///
/// Refuses a claim the viewer does not see, a stale version, one that was not judged or is past that. Begun again is
/// `AlreadyDone`.
pub async fn start_claim(write: &Write, by: &By, which: Which) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::AnswerClaims)?;
    let (contract, claim) = match begin(write, by, which, Event::Start).await? {
        Begun::AlreadyDone(claim) => return Ok(Done::AlreadyDone(claim)),
        Begun::Open(contract, claim) => (contract, claim),
    };
    let change = ActiveModel { state: Set(ClaimState::InWork), ..ActiveModel::default() };
    let (row, _) = take(write, by, (&contract, &claim), Step { kind: StepKind::Started, words: None, change }).await?;
    Ok(Done::Now(row))
}

/// The defect was put right, as the provider says. The customer is told, and confirms or reopens it. What was redone is
/// covered from today for the days the contract says, or as usual; done again, that cover begins anew.
///
/// Refuses a claim the viewer does not see, a stale version, a missing answer, one that is not in work. Resolved again is
/// `AlreadyDone`.
pub async fn resolve_claim(write: &Write, by: &By, resolution: &Resolution) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::AnswerClaims)?;
    let (contract, claim) = match begin(write, by, resolution.which, Event::Resolve).await? {
        Begun::AlreadyDone(claim) => return Ok(Done::AlreadyDone(claim)),
        Begun::Open(contract, claim) => (contract, claim),
    };
    let mut mistakes = Mistakes::default();
    let answer = mistakes.lines("answer", &resolution.answer, LONGEST_TEXT);
    mistakes.finish()?;
    let change = ActiveModel {
        state: Set(ClaimState::Resolved),
        answered_on: Set(Some(by.today())),
        answer: Set(Some(answer.clone())),
        ..ActiveModel::default()
    };
    let step = Step { kind: StepKind::Resolved, words: Some(&answer), change };
    let (row, number) = take(write, by, (&contract, &claim), step).await?;
    if resolution.is_rework {
        follow_on(write, by, (&contract, &row)).await?;
    }
    end_waiting(write, by, &row).await?;
    notify(write, by, &contract, Content::ClaimAnswered { claim_id: row.id, step: number }).await?;
    Ok(Done::Now(row))
}
