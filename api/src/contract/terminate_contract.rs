//! `terminateContract`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::life::{Termination, terminate_contract};

use super::object::Contract;
use super::step::step;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// An early end.
#[derive(InputObject)]
pub struct TerminateContractInput {
    /// Which contract.
    pub contract_id: ID,
    /// The day it happened, not in the future; today when it is not said.
    pub on: Option<Day>,
    /// Why, 1 to 500 characters.
    pub reason: String,
    /// How it was settled, 1 to 2,000 characters.
    pub settlement_note: String,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The contract as it is now.
#[derive(SimpleObject)]
pub struct TerminateContractPayload {
    /// With its new state.
    pub contract: Contract,
}

/// Ends a contract early. What was still open is settled as the note says: nothing of it is owed any more.
pub async fn run(ctx: &Context<'_>, input: TerminateContractInput) -> Result<TerminateContractPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let step = step(&input.contract_id, input.on, input.expected_version)?;
    let termination = Termination { step, reason: input.reason, settlement_note: input.settlement_note };
    let done = desk.write(async |write| terminate_contract(write, &desk.by, &termination).await).await?;
    Ok(TerminateContractPayload { contract: Contract::alone(done.into_inner()) })
}
