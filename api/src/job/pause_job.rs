//! `pauseJob`.

use async_graphql::{Context, InputObject, SimpleObject};
use entity::access::Permission;
use entity::job::{JobKind, record};

use super::kind::JobKindName;
use super::object::Job;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// Which duty is to rest, and why.
#[derive(InputObject)]
pub struct PauseJobInput {
    /// Which duty.
    pub job: JobKindName,
    /// Why; 500 characters at most.
    pub reason: String,
}

/// The kind of job.
#[derive(SimpleObject)]
pub struct PauseJobPayload {
    /// It rests until somebody resumes it.
    pub job: Job,
}

/// Lets a duty rest, for all workers: what waits goes on waiting, what runs goes on. Pausing twice changes nothing.
pub async fn run(ctx: &Context<'_>, input: PauseJobInput) -> Result<PauseJobPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::Steer)?;
    let kind = JobKind::from(input.job);
    desk.write(async |write| record::pause_kind(write, &desk.by, kind, &input.reason).await).await?;
    Ok(PauseJobPayload { job: Job::of(desk, kind).await? })
}
