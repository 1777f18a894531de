//! `acceptWork`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::life::accept_work;

use super::object::Contract;
use super::step::step;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// An acceptance to enter.
#[derive(InputObject)]
pub struct AcceptWorkInput {
    /// Which contract.
    pub contract_id: ID,
    /// The day it happened, not in the future; today when it is not said.
    pub on: Option<Day>,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The contract as it is now.
#[derive(SimpleObject)]
pub struct AcceptWorkPayload {
    /// With its new state.
    pub contract: Contract,
}

/// The customer accepts, and the warranty begins (S6, P5).
pub async fn run(ctx: &Context<'_>, input: AcceptWorkInput) -> Result<AcceptWorkPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let step = step(&input.contract_id, input.on, input.expected_version)?;
    let done = desk.write(async |write| accept_work(write, &desk.by, &step).await).await?;
    Ok(AcceptWorkPayload { contract: Contract::alone(done.into_inner()) })
}
