//! `resumeJob`.

use async_graphql::{Context, InputObject, SimpleObject};
use entity::access::Permission;
use entity::job::{JobKind, record};

use super::kind::JobKindName;
use super::object::Job;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// Which duty is to go on.
#[derive(InputObject)]
pub struct ResumeJobInput {
    /// Which duty.
    pub job: JobKindName,
}

/// The kind of job.
#[derive(SimpleObject)]
pub struct ResumeJobPayload {
    /// It does not rest any more.
    pub job: Job,
}

/// Lets a duty go on: what waited runs, and of the slots that passed the latest is caught up, once.
pub async fn run(ctx: &Context<'_>, input: ResumeJobInput) -> Result<ResumeJobPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::Steer)?;
    let kind = JobKind::from(input.job);
    desk.write(async |write| record::resume_kind(write, &desk.by, kind).await).await?;
    Ok(ResumeJobPayload { job: Job::of(desk, kind).await? })
}
