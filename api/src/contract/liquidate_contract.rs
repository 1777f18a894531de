//! `liquidateContract`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::life::liquidate_contract;

use super::object::Contract;
use super::step::step;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// A contract of which everything is settled.
#[derive(InputObject)]
pub struct LiquidateContractInput {
    /// Which contract.
    pub contract_id: ID,
    /// The day both signed, from acceptance on and not in the future; today when it is not said.
    pub on: Option<Day>,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The contract as it is now.
#[derive(SimpleObject)]
pub struct LiquidateContractPayload {
    /// With its day of liquidation.
    pub contract: Contract,
}

/// Notes that both have signed that everything is settled ("thanh lý"); the warranty goes on. Refused with every sum
/// that is owed or was received too much (C5).
pub async fn run(ctx: &Context<'_>, input: LiquidateContractInput) -> Result<LiquidateContractPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let step = step(&input.contract_id, input.on, input.expected_version)?;
    let done = desk.write(async |write| liquidate_contract(write, &desk.by, &step).await).await?;
    Ok(LiquidateContractPayload { contract: Contract::alone(done.into_inner()) })
}
