//! `changeSchedule`.

use async_graphql::{Context, InputObject, SimpleObject};
use entity::access::Permission;
use entity::job::record::{self, ChangeSchedule};

use super::kind::JobKindName;
use super::object::Job;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// Other times for a duty.
#[derive(InputObject)]
pub struct ChangeScheduleInput {
    /// Which duty.
    pub job: JobKindName,
    /// Five fields, or six with seconds first: `0 7 * * *` is seven every morning.
    pub cron: String,
    /// The zone it is meant in, as `Asia/Ho_Chi_Minh`.
    pub zone: String,
    /// The version of the schedule you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The kind of job.
#[derive(SimpleObject)]
pub struct ChangeSchedulePayload {
    /// With its new schedule.
    pub job: Job,
}

/// Gives a duty other times from now on. INVALID for an expression that cannot be read or never comes true and for an
/// unknown zone; NOT_FOUND for a duty without a schedule.
pub async fn run(ctx: &Context<'_>, input: ChangeScheduleInput) -> Result<ChangeSchedulePayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::Steer)?;
    let wanted = ChangeSchedule {
        kind: input.job.into(),
        cron: input.cron,
        zone: input.zone,
        expected_version: input.expected_version,
    };
    let changed = desk.write(async |write| record::change_schedule(write, &desk.by, wanted).await).await?;
    Ok(ChangeSchedulePayload { job: Job::of(desk, changed.kind).await? })
}
