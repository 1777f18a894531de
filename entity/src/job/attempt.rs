//! Table: one try at a job.

use crate::access::Viewer;
use crate::clock::Instant;
use crate::value::id::{JobAttemptId, JobId};
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

/// How a try ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Outcome {
    /// The duty is through.
    Done,
    /// It failed in a way that may pass.
    Retry,
    /// It failed for good, or for the last time.
    GaveUp,
    /// Its worker was not heard of until the lease ran out.
    Lost,
    /// Its worker went down in an orderly way and gave it back; does not count as a try.
    GivenBack,
    /// It was called off while it ran.
    Cancelled,
}

/// One try at a job, by the machine clock.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job_attempt")]
pub struct Model {
    /// Sorts by the time of the end.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: JobAttemptId,
    /// Of which job.
    pub job_id: JobId,
    /// Which try, from 1; begins again when a person retries.
    pub number: i32,
    /// The worker that tried.
    pub worker: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Why it failed.
    pub error: Option<String>,
    /// When it began.
    pub started_at: Instant,
    /// When it ended.
    pub finished_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// The tries at each of these jobs, the first first. Admins only: others find nothing.
pub async fn of(connection: &impl ConnectionTrait, viewer: &Viewer, jobs: &[JobId]) -> Result<Vec<Model>, DbErr> {
    if !viewer.is_admin() {
        return Ok(Vec::new());
    }
    let tries = Entity::find().filter(Column::JobId.is_in(jobs.iter().copied()));
    tries.order_by_asc(Column::Id).all(connection).await
}
