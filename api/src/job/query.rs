//! Questions about jobs.

use async_graphql::connection::Connection;
use async_graphql::{Context, ID, InputObject};
use entity::access::Permission;
use entity::job::run;
use entity::value::id::JobId;

use super::kind::{JobKindName, JobRunState};
use super::object::Job;
use super::run::{JOB_RUN, JobRun, JobRunPage};
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::{PageInput, Total, connection};

/// Which runs.
#[derive(InputObject, Clone, Debug, Default)]
pub struct JobRunFilter {
    /// Only of this duty.
    pub kind: Option<JobKindName>,
    /// Only those that stand in one of these.
    pub states: Option<Vec<JobRunState>>,
}

/// Every kind of job. For those who may steer.
pub async fn jobs(ctx: &Context<'_>) -> Result<Vec<Job>, ApiError> {
    Job::all(ctx.desk()?.may(Permission::Steer)?).await
}

/// One run. For those who may steer.
pub async fn job_run(ctx: &Context<'_>, id: ID) -> Result<Option<JobRun>, ApiError> {
    let desk = ctx.desk()?.may(Permission::Steer)?;
    let Some(id) = JOB_RUN.decode(&id) else { return Ok(None) };
    Ok(run::find(desk.read(), &desk.by.viewer, JobId(id)).await?.map(JobRun::alone))
}

/// A page of runs, the newest first. For those who may steer.
pub async fn job_runs(
    ctx: &Context<'_>,
    page: PageInput,
    filter: Option<JobRunFilter>,
) -> Result<Connection<String, JobRun, Total>, ApiError> {
    let desk = ctx.desk()?.may(Permission::Steer)?;
    let window = page.window()?;
    let filter = run::Filter::from(filter.unwrap_or_default());
    let from_end = window.from_end;
    let rows = run::page(desk.read(), &desk.by.viewer, &filter, window).await?;
    let counter = desk.clone();
    let total = Total::counted_by(async move { run::count(counter.read(), &counter.by.viewer, &filter).await });
    let page = JobRunPage::of(rows.rows.iter());
    Ok(connection(from_end, (rows, total), |row| (row.created_at, row.id), |row| JobRun::new(row, &page)))
}

impl From<JobRunFilter> for run::Filter {
    fn from(filter: JobRunFilter) -> Self {
        let states = filter.states.unwrap_or_default().into_iter().map(Into::into).collect();
        Self { kind: filter.kind.map(Into::into), states }
    }
}
