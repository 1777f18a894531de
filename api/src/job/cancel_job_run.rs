//! `cancelJobRun`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::job::record;
use entity::value::id::JobId;

use super::run::{JOB_RUN, JobRun};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// Which run to call off.
#[derive(InputObject)]
pub struct CancelJobRunInput {
    /// Which run.
    pub job_run_id: ID,
}

/// The run.
#[derive(SimpleObject)]
pub struct CancelJobRunPayload {
    /// Called off already, or about to stop at its next item.
    pub job_run: JobRun,
}

/// Calls a run off: at once while it waits, at its next item while it runs. CONFLICT when it is over.
pub async fn run(ctx: &Context<'_>, input: CancelJobRunInput) -> Result<CancelJobRunPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::Steer)?;
    let id = JOB_RUN.decode(&input.job_run_id).map(JobId).ok_or(ApiError::NotFound)?;
    let done = desk.write(async |write| record::cancel(write, &desk.by, id).await).await?;
    Ok(CancelJobRunPayload { job_run: JobRun::alone(done.into_inner()) })
}
