//! Record: the customer accepts, and the warranty begins (S6, P5).

use super::conditions::report_not_frozen;
use super::moving::{Begun, Step, Told, begin};
use super::papers::newest_report;
use crate::access::{By, Permission};
use crate::calendar;
use crate::contract::contract::{ActiveModel, Model};
use crate::contract::lifecycle::Event;
use crate::database::Write;
use crate::refusal::{Done, Refusal};
use crate::warranty::record_cover::begin_covers;
use sea_orm::ActiveValue::Set;

/// The customer accepts: the covers of all deliverables begin in the same transaction, with their reminders.
///
/// Refuses before the work is reported done, while the contract rests, and until the completion report is frozen. What is
/// accepted is `AlreadyDone`.
pub async fn accept_work(write: &Write, by: &By, step: &Step) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let mut moving = match begin(write, by, step, Event::Accept).await? {
        Begun::AlreadyDone(contract) => return Ok(Done::AlreadyDone(contract)),
        Begun::Moving(moving) => moving,
    };
    let report = newest_report(write, &moving.contract).await?;
    moving.unmet.extend(report_not_frozen(moving.contract.state, report.as_ref()));
    let accepted_on = moving.on;
    let change = ActiveModel { accepted_on: Set(Some(accepted_on)), ..ActiveModel::default() };
    let contract = moving.finish(write, by, Told { change, action: "contract.accepted", reason: None }).await?;
    let calendar = calendar::read(write.on()).await?;
    begin_covers(write, by, &contract, (accepted_on, &calendar)).await?;
    Ok(Done::Now(contract))
}
