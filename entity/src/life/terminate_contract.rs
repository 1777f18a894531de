//! Record: the contract is ended early, and settled.

use super::moving::{Begun, Step, Told, begin};
use super::reminders::settle_all;
use super::suspend_contract::end_rest;
use crate::access::{By, Permission, Viewer};
use crate::billing::owed::owed;
use crate::billing::record_event::nothing_awaited;
use crate::billing::record_settlement::settle_instalments;
use crate::billing::settling::{Settling, settled};
use crate::contract::contract::{ActiveModel, Model};
use crate::contract::lifecycle::Event;
use crate::database::Write;
use crate::notice::record::plan_about;
use crate::notice::{Content, Recipient};
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
    /// What becomes of each instalment of which something is outstanding.
    pub settlement: Vec<Settling>,
}

/// The contract ends early, and settled: of each instalment something is written off with a reason, or still owed by a day,
/// which is reminded of; what was paid stays. A rest ends with it, and the customer is told.
///
/// Refuses before signing, after closing, without reason or note, and with every instalment whose outstanding sum is not
/// settled, at once. What is terminated is `AlreadyDone`.
pub async fn terminate_contract(write: &Write, by: &By, termination: &Termination) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let moving = match begin(write, by, &termination.step, Event::Terminate).await? {
        Begun::AlreadyDone(contract) => return Ok(Done::AlreadyDone(contract)),
        Begun::Moving(moving) => moving,
    };
    let mut mistakes = Mistakes::default();
    let reason = mistakes.line("reason", &termination.reason, LONGEST_REASON);
    let note = mistakes.lines("settlementNote", &termination.settlement_note, LONGEST_NOTE);
    let on = moving.on;
    let owed = owed(write.on(), Viewer::System, vec![moving.contract.id]).await?;
    let settled = settled(&mut mistakes, &owed, (&termination.settlement, on));
    let settled = mistakes.taken(settled)?;
    let change = ActiveModel {
        terminated_on: Set(Some(on)),
        ending_reason: Set(Some(reason.clone())),
        settlement_note: Set(Some(note)),
        ..ActiveModel::default()
    };
    let contract =
        moving.finish(write, by, Told { change, action: "contract.terminated", reason: Some(&reason) }).await?;
    settle_all(write, by, contract.id).await?;
    nothing_awaited(write, by, &contract, on).await?;
    settle_instalments(write, by, &contract, (settled, on)).await?;
    end_rest(write, by, &contract, on).await?;
    let content = Content::ContractEnded { contract_id: contract.id };
    let to = Recipient::Billing(contract.customer_id);
    plan_about(write, by.now, &contract, (content, to)).await?;
    Ok(Done::Now(contract))
}
