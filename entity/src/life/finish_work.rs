//! Record: the work is reported done, and acceptance asked for (S5).

use super::moving::{Begun, Step, Told, begin};
use crate::access::{By, Permission};
use crate::contract::contract::{ActiveModel, Model};
use crate::contract::lifecycle::Event;
use crate::database::Write;
use crate::refusal::{Done, Refusal};
use sea_orm::ActiveValue::Set;

/// The work is done.
///
/// Refuses before it has begun and while the contract rests. What is reported done is `AlreadyDone`.
pub async fn finish_work(write: &Write, by: &By, step: &Step) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let moving = match begin(write, by, step, Event::Finish).await? {
        Begun::AlreadyDone(contract) => return Ok(Done::AlreadyDone(contract)),
        Begun::Moving(moving) => moving,
    };
    let change = ActiveModel { finished_on: Set(Some(moving.on)), ..ActiveModel::default() };
    Ok(Done::Now(moving.finish(write, by, Told { change, action: "contract.finished", reason: None }).await?))
}
