//! Record: a contract is given up before it was signed (S2).

use super::moving::{Begun, Step, Told, begin};
use super::reminders::settle_all;
use crate::access::{By, Permission};
use crate::contract::contract::{ActiveModel, Model};
use crate::contract::lifecycle::Event;
use crate::database::Write;
use crate::notice::record::plan_about;
use crate::notice::{Content, Recipient};
use crate::refusal::{Done, Mistakes, Refusal};
use sea_orm::ActiveValue::Set;

const LONGEST_REASON: usize = 500;

/// The contract is given up; nothing of it is owed, and the customer is told why.
///
/// Refuses one that both have signed (which is terminated instead), a stale version, and a missing reason. What is
/// cancelled is `AlreadyDone`.
pub async fn cancel_contract(write: &Write, by: &By, step: &Step, reason: &str) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let moving = match begin(write, by, step, Event::Cancel).await? {
        Begun::AlreadyDone(contract) => return Ok(Done::AlreadyDone(contract)),
        Begun::Moving(moving) => moving,
    };
    let mut mistakes = Mistakes::default();
    let reason = mistakes.line("reason", reason, LONGEST_REASON);
    mistakes.finish()?;
    let change = ActiveModel {
        cancelled_on: Set(Some(moving.on)),
        ending_reason: Set(Some(reason.clone())),
        ..ActiveModel::default()
    };
    let told = Told { change, action: "contract.cancelled", reason: Some(&reason) };
    let contract = moving.finish(write, by, told).await?;
    settle_all(write, by, contract.id).await?;
    let ended = (Content::ContractEnded { contract_id: contract.id }, Recipient::Billing(contract.customer_id));
    plan_about(write, by.now, &contract, ended).await?;
    Ok(Done::Now(contract))
}
