//! `startWork`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::life::start_work;

use super::object::Contract;
use super::step::step;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// Work to begin.
#[derive(InputObject)]
pub struct StartWorkInput {
    /// Which contract.
    pub contract_id: ID,
    /// The day it happened, not in the future; today when it is not said.
    pub on: Option<Day>,
    /// Why work may begin although what is due on signature is owed; only an admin may say so.
    pub waiver: Option<String>,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The contract as it is now.
#[derive(SimpleObject)]
pub struct StartWorkPayload {
    /// With its new state.
    pub contract: Contract,
}

/// The work begins (S4). Refused while what is due on signature is owed (C5), unless an admin waives that.
pub async fn run(ctx: &Context<'_>, input: StartWorkInput) -> Result<StartWorkPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let step = step(&input.contract_id, input.on, input.expected_version)?;
    let done = desk.write(async |write| start_work(write, &desk.by, &step, input.waiver.as_deref()).await).await?;
    Ok(StartWorkPayload { contract: Contract::alone(done.into_inner()) })
}
