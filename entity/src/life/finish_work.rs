//! Record: the work is reported done, and acceptance asked for (S5).

use super::moving::{Begun, Step, Told, begin};
use super::papers::ask_for_acceptance;
use crate::access::{By, Permission};
use crate::contract::contract::{ActiveModel, Model};
use crate::contract::lifecycle::Event;
use crate::database::Write;
use crate::refusal::{Done, Refusal};
use crate::workflow::record_item::unfinished;
use crate::workflow::record_reminder::refresh;
use sea_orm::ActiveValue::Set;

/// The work is done; its completion report is made, another version for each time, and mailed to the customer with the
/// request to accept.
///
/// Refuses before it has begun, while the contract rests, and while an item of the provider's in the work plan is not done
/// (each named). What is reported done is `AlreadyDone`.
pub async fn finish_work(write: &Write, by: &By, step: &Step) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let mut moving = match begin(write, by, step, Event::Finish).await? {
        Begun::AlreadyDone(contract) => return Ok(Done::AlreadyDone(contract)),
        Begun::Moving(moving) => moving,
    };
    moving.unmet.extend(unfinished(write.on(), &moving.contract).await?);
    let change = ActiveModel { finished_on: Set(Some(moving.on)), ..ActiveModel::default() };
    let contract = moving.finish(write, by, Told { change, action: "contract.finished", reason: None }).await?;
    ask_for_acceptance(write, by, &contract).await?;
    refresh(write, by, contract.id).await?;
    Ok(Done::Now(contract))
}
