//! `beginWaiting`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::refusal::Mistakes;
use entity::value::id::{ContractId, WorkItemId};
use entity::workflow::record_waiting::{Waiting, begin_waiting};

use super::item::WORK_ITEM;
use super::state::OwnerName;
use super::waiting::WorkWaiting;
use crate::contract::object::CONTRACT;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// A wait to note.
#[derive(InputObject)]
pub struct BeginWaitingInput {
    /// Under which contract.
    pub contract_id: ID,
    /// For whom: the customer or an authority.
    pub waits_for: OwnerName,
    /// For what, 1 to 500 characters: both parties read it.
    pub reason: String,
    /// The one item of the provider that waits; all of them when it is not said.
    pub work_item_id: Option<ID>,
    /// Its first day, not in the future; today when it is not said.
    pub on: Option<Day>,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The wait that was noted.
#[derive(SimpleObject)]
pub struct BeginWaitingPayload {
    /// As it is now.
    pub work_waiting: WorkWaiting,
}

/// The provider waits for somebody else: its dates move by the working days of the wait (C3). Staff note it.
pub async fn run(ctx: &Context<'_>, input: BeginWaitingInput) -> Result<BeginWaitingPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let contract_id = CONTRACT.decode(&input.contract_id).map(ContractId).ok_or(ApiError::NotFound)?;
    let mut mistakes = Mistakes::default();
    let item_id = input.work_item_id.map(|id| WorkItemId(WORK_ITEM.take(&mut mistakes, "workItemId", &id)));
    mistakes.finish()?;
    let waiting = Waiting {
        contract_id,
        expected_version: input.expected_version,
        waits_for: input.waits_for.into(),
        item_id,
        on: input.on.map(|day| day.0),
        reason: input.reason,
    };
    let done = desk.write(async |write| begin_waiting(write, &desk.by, &waiting).await).await?;
    Ok(BeginWaitingPayload { work_waiting: WorkWaiting::alone(done.into_inner()) })
}
