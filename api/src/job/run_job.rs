//! `runJob`.

use async_graphql::{Context, InputObject, SimpleObject};
use entity::access::Permission;
use entity::clock::Instant;
use entity::job::record::{self, RunNow};
use entity::refusal::Mistakes;

use super::kind::JobKindName;
use super::run::JobRun;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::moment;

/// Which duty, and how.
#[derive(InputObject)]
pub struct RunJobInput {
    /// Which duty.
    pub job: JobKindName,
    /// The business moment to act for; null for now. Only a dry run may be as of the future.
    pub as_of: Option<Instant>,
    /// Only count what would be done.
    #[graphql(default)]
    pub dry_run: bool,
}

/// The run.
#[derive(SimpleObject)]
pub struct RunJobPayload {
    /// It waits for a worker; ask again by its id.
    pub job_run: JobRun,
}

/// Runs a duty now. When the same already waits, that run is the answer.
///
/// INVALID for a duty that only facts can ask for, an `asOf` or `dryRun` it does not know, and a real run as of the
/// future.
pub async fn run(ctx: &Context<'_>, input: RunJobInput) -> Result<RunJobPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::Steer)?;
    let mut mistakes = Mistakes::default();
    let as_of = input.as_of.map(|at| moment(&mut mistakes, "asOf", at));
    mistakes.finish()?;
    let wanted = RunNow { kind: input.job.into(), as_of, dry_run: input.dry_run };
    let done = desk.write(async |write| record::run_now(write, &desk.by, wanted).await).await?;
    Ok(RunJobPayload { job_run: JobRun::alone(done.into_inner()) })
}
