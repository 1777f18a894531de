//! `endWaiting`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::value::id::WorkWaitingId;
use entity::workflow::record_waiting::end_waiting;

use super::waiting::{WORK_WAITING, WorkWaiting};
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// A wait that is over.
#[derive(InputObject)]
pub struct EndWaitingInput {
    /// Which wait.
    pub work_waiting_id: ID,
    /// The day on which work went on, not in the future; today when it is not said.
    pub on: Option<Day>,
}

/// The wait as it is now.
#[derive(SimpleObject)]
pub struct EndWaitingPayload {
    /// With its end.
    pub work_waiting: WorkWaiting,
}

/// Work goes on after a wait (C3). Staff note it.
pub async fn run(ctx: &Context<'_>, input: EndWaitingInput) -> Result<EndWaitingPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let id = WORK_WAITING.decode(&input.work_waiting_id).map(WorkWaitingId).ok_or(ApiError::NotFound)?;
    let on = input.on.map(|day| day.0);
    let done = desk.write(async |write| end_waiting(write, &desk.by, id, on).await).await?;
    Ok(EndWaitingPayload { work_waiting: WorkWaiting::alone(done.into_inner()) })
}
