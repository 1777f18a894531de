//! `resumeContract`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::contract::contract;
use entity::life::resume_contract;

use super::object::Contract;
use super::step::step;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// A rest to end.
#[derive(InputObject)]
pub struct ResumeContractInput {
    /// Which contract.
    pub contract_id: ID,
    /// The day it happened, not in the future; today when it is not said.
    pub on: Option<Day>,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The contract as it is now.
#[derive(SimpleObject)]
pub struct ResumeContractPayload {
    /// With its new state.
    pub contract: Contract,
}

/// Takes a resting contract up again.
pub async fn run(ctx: &Context<'_>, input: ResumeContractInput) -> Result<ResumeContractPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let step = step(&input.contract_id, input.on, input.expected_version)?;
    desk.write(async |write| resume_contract(write, &desk.by, &step).await).await?;
    let row = contract::find(desk.read(), desk.by.viewer, step.contract_id).await?.ok_or(ApiError::NotFound)?;
    Ok(ResumeContractPayload { contract: Contract::alone(row) })
}
