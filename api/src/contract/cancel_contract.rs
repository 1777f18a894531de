//! `cancelContract`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::life::cancel_contract;

use super::object::Contract;
use super::step::step;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// A contract to give up before it is signed.
#[derive(InputObject)]
pub struct CancelContractInput {
    /// Which contract.
    pub contract_id: ID,
    /// The day it happened, not in the future; today when it is not said.
    pub on: Option<Day>,
    /// Why, 1 to 500 characters: the customer reads it.
    pub reason: String,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The contract as it is now.
#[derive(SimpleObject)]
pub struct CancelContractPayload {
    /// With its new state.
    pub contract: Contract,
}

/// Gives a contract up that both have not signed yet; what is signed is terminated instead (S2). Staff do.
pub async fn run(ctx: &Context<'_>, input: CancelContractInput) -> Result<CancelContractPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let step = step(&input.contract_id, input.on, input.expected_version)?;
    let done = desk.write(async |write| cancel_contract(write, &desk.by, &step, &input.reason).await).await?;
    Ok(CancelContractPayload { contract: Contract::alone(done.into_inner()) })
}
