//! Record: nothing is owed or open any more (S7).

use super::conditions::{not_liquidated, open_at_closing, open_items, open_tickets};
use super::moving::{Begun, Step, Told, begin};
use super::reminders::settle_all;
use super::suspend_contract::end_rest;
use crate::access::{By, Permission, Viewer};
use crate::billing::owed::owed;
use crate::billing::record_event::nothing_awaited;
use crate::contract::contract::{ActiveModel, Model};
use crate::contract::lifecycle::Event;
use crate::database::Write;
use crate::refusal::{Done, Refusal};
use crate::support::support_ticket;
use crate::warranty::{warranty_claim, warranty_cover};
use crate::workflow::{work_item, work_plan};
use sea_orm::ActiveValue::Set;

/// The contract is closed.
///
/// Refuses with everything that is missing at once: steps not taken (S4, S5, S6), each instalment of which something
/// is owed (C5), each claim and ticket that is open, a warranty that runs and redone work that is covered (P5, S7), that
/// it is not liquidated (S6), and items of the work plan that are not done (S4). What is closed is `AlreadyDone`.
pub async fn close_contract(write: &Write, by: &By, step: &Step) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let mut moving = match begin(write, by, step, Event::Close).await? {
        Begun::AlreadyDone(contract) => return Ok(Done::AlreadyDone(contract)),
        Begun::Moving(moving) => moving,
    };
    let ids = vec![moving.contract.id];
    let owed = owed(write.on(), Viewer::System, ids.clone()).await?;
    let claims = warranty_claim::of_contracts(write.on(), Viewer::System, ids.clone()).await?;
    let covers = warranty_cover::of_contracts(write.on(), Viewer::System, ids.clone()).await?;
    let tickets = support_ticket::of_contracts(write.on(), Viewer::System, ids).await?;
    moving.unmet.extend(open_at_closing(&owed, &claims, (&covers, moving.on)));
    moving.unmet.extend(open_tickets(&tickets));
    moving.unmet.extend(not_liquidated(&moving.contract));
    if let Some(plan) = work_plan::in_force(write.on(), moving.contract.id).await? {
        moving.unmet.extend(open_items(&work_item::of_plan(write.on(), plan.id).await?));
    }
    let on = moving.on;
    let change = ActiveModel { closed_on: Set(Some(on)), ..ActiveModel::default() };
    let contract = moving.finish(write, by, Told { change, action: "contract.closed", reason: None }).await?;
    nothing_awaited(write, by, &contract, on).await?;
    settle_all(write, by, contract.id).await?;
    end_rest(write, by, &contract, on).await?;
    Ok(Done::Now(contract))
}
