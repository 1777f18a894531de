//! `retryJobRun`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::job::record;
use entity::value::id::JobId;

use super::run::{JOB_RUN, JobRun};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// Which run to try again.
#[derive(InputObject)]
pub struct RetryJobRunInput {
    /// A run that was given up or called off.
    pub job_run_id: ID,
}

/// The run.
#[derive(SimpleObject)]
pub struct RetryJobRunPayload {
    /// It waits again, with all its tries before it; or the run that waits for the same already.
    pub job_run: JobRun,
}

/// Tries a run again that was given up or called off. CONFLICT while it runs and when it is done.
pub async fn run(ctx: &Context<'_>, input: RetryJobRunInput) -> Result<RetryJobRunPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::Steer)?;
    let id = JOB_RUN.decode(&input.job_run_id).map(JobId).ok_or(ApiError::NotFound)?;
    let done = desk.write(async |write| record::retry(write, &desk.by, id).await).await?;
    Ok(RetryJobRunPayload { job_run: JobRun::alone(done.into_inner()) })
}
