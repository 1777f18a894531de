//! `closeContract`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::life::close_contract;

use super::object::Contract;
use super::step::step;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// A contract to close.
#[derive(InputObject)]
pub struct CloseContractInput {
    /// Which contract.
    pub contract_id: ID,
    /// The day it happened, not in the future; today when it is not said.
    pub on: Option<Day>,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The contract as it is now.
#[derive(SimpleObject)]
pub struct CloseContractPayload {
    /// With its new state.
    pub contract: Contract,
}

/// Closes a contract. Refused with everything that is still owed, open or covered (C5, P5).
pub async fn run(ctx: &Context<'_>, input: CloseContractInput) -> Result<CloseContractPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let step = step(&input.contract_id, input.on, input.expected_version)?;
    let done = desk.write(async |write| close_contract(write, &desk.by, &step).await).await?;
    Ok(CloseContractPayload { contract: Contract::alone(done.into_inner()) })
}
