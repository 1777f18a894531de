//! Record: the contract is ended early, and settled.

use super::moving::{Begun, Step, Told, begin};
use super::reminders::settle_all;
use super::suspend_contract::end_rest;
use crate::access::{By, Permission};
use crate::contract::contract::{ActiveModel, Model};
use crate::contract::lifecycle::Event;
use crate::database::Write;
use crate::refusal::{Done, Mistakes, Refusal};
use sea_orm::ActiveValue::Set;

const LONGEST_REASON: usize = 500;
const LONGEST_NOTE: usize = 2_000;

/// An early end, as somebody enters it.
#[derive(Clone, Debug)]
pub struct Termination {
    /// Which contract, and when.
    pub step: Step,
    /// Why, 1 to 500 characters.
    pub reason: String,
    /// How it was settled, 1 to 2,000 characters.
    pub settlement_note: String,
}

/// The contract ends early. What was still open is settled as the note says: nothing of it is owed or reminded of any
/// more; what was paid stays. A rest ends with it.
///
/// Refuses before signing, after closing, and without reason or note. What is terminated is `AlreadyDone`.
pub async fn terminate_contract(write: &Write, by: &By, termination: &Termination) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let moving = match begin(write, by, &termination.step, Event::Terminate).await? {
        Begun::AlreadyDone(contract) => return Ok(Done::AlreadyDone(contract)),
        Begun::Moving(moving) => moving,
    };
    let mut mistakes = Mistakes::default();
    let reason = mistakes.line("reason", &termination.reason, LONGEST_REASON);
    let note = mistakes.lines("settlementNote", &termination.settlement_note, LONGEST_NOTE);
    mistakes.finish()?;
    let on = moving.on;
    let change = ActiveModel {
        terminated_on: Set(Some(on)),
        ending_reason: Set(Some(reason.clone())),
        settlement_note: Set(Some(note)),
        ..ActiveModel::default()
    };
    let contract =
        moving.finish(write, by, Told { change, action: "contract.terminated", reason: Some(&reason) }).await?;
    settle_all(write, by, contract.id).await?;
    end_rest(write, by, &contract, on).await?;
    Ok(Done::Now(contract))
}
