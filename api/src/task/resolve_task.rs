//! `resolveTask`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::task::record;
use entity::value::id::StaffTaskId;

use super::object::{STAFF_TASK, StaffTask};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// Which task was dealt with, and how.
#[derive(InputObject)]
pub struct ResolveTaskInput {
    /// Which task.
    pub task_id: ID,
    /// How; 1,000 characters at most.
    pub resolution: String,
}

/// The task.
#[derive(SimpleObject)]
pub struct ResolveTaskPayload {
    /// It does not stand before anybody any more.
    pub task: StaffTask,
}

/// Says that a task was dealt with. Resolving twice changes nothing.
pub async fn run(ctx: &Context<'_>, input: ResolveTaskInput) -> Result<ResolveTaskPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::TendNotices)?;
    let id = STAFF_TASK.decode(&input.task_id).map(StaffTaskId).ok_or(ApiError::NotFound)?;
    let done = desk.write(async |write| record::resolve(write, &desk.by, id, &input.resolution).await).await?;
    Ok(ResolveTaskPayload { task: StaffTask::alone(done.into_inner()) })
}
