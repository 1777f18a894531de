//! `suspendContract`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::contract::contract;
use entity::life::suspend_contract;

use super::object::Contract;
use super::step::step;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// A rest to begin.
#[derive(InputObject)]
pub struct SuspendContractInput {
    /// Which contract.
    pub contract_id: ID,
    /// The day it happened, not in the future; today when it is not said.
    pub on: Option<Day>,
    /// Why, 1 to 500 characters.
    pub reason: String,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The contract as it is now.
#[derive(SimpleObject)]
pub struct SuspendContractPayload {
    /// With its new state.
    pub contract: Contract,
}

/// Lets a contract rest: work and acceptance stop; reminders of sums due and the warranty do not.
pub async fn run(ctx: &Context<'_>, input: SuspendContractInput) -> Result<SuspendContractPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let step = step(&input.contract_id, input.on, input.expected_version)?;
    desk.write(async |write| suspend_contract(write, &desk.by, &step, &input.reason).await).await?;
    let row = contract::find(desk.read(), desk.by.viewer, step.contract_id).await?.ok_or(ApiError::NotFound)?;
    Ok(SuspendContractPayload { contract: Contract::alone(row) })
}
