//! A run as clients see it.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};
use entity::clock::Instant;
use entity::job::{attempt, run};
use entity::value::id::JobId;

use super::kind::{JobAttemptOutcome, JobKindName, JobRunState};
use crate::access::object::Person;
use crate::access::people::People;
use crate::desk::{AtDesk, Desk};
use crate::error::{ApiError, Nullable, nullable};
use crate::value::{NodeId, Relation};

/// Ids of runs.
pub const JOB_RUN: NodeId = NodeId("JobRun");

/// What hangs on a page of runs, each read once for all of them.
#[derive(Debug)]
pub struct JobRunPage {
    ids: Vec<JobId>,
    attempts: Relation<JobId, attempt::Model>,
    people: People,
}

/// Something the worker was asked to do, and what became of it.
#[derive(Clone, Debug)]
pub struct JobRun {
    row: run::Model,
    page: Arc<JobRunPage>,
}

/// One try at a run.
#[derive(SimpleObject, Clone, Debug)]
pub struct JobAttempt {
    /// Which try, from 1; begins again when a person retries.
    number: i32,
    /// The worker that tried.
    worker: String,
    /// How it ended.
    outcome: JobAttemptOutcome,
    /// Why it failed.
    error: Option<String>,
    /// When it began, by the machine clock.
    started_at: Instant,
    /// When it ended, by the machine clock.
    finished_at: Instant,
}

impl JobRunPage {
    /// The page of these runs.
    pub fn of<'a>(rows: impl Iterator<Item = &'a run::Model> + Clone) -> Arc<Self> {
        let ids = rows.clone().map(|row| row.id).collect();
        Arc::new(Self {
            ids,
            attempts: Relation::default(),
            people: People::to(rows.filter_map(|row| row.requested_by)),
        })
    }

    async fn attempts(&self, desk: &Desk, id: JobId) -> Result<&[attempt::Model], ApiError> {
        let find = || attempt::of(desk.read(), &desk.by.viewer, &self.ids);
        self.attempts.of(id, find, |row| row.job_id).await
    }
}

impl JobRun {
    /// One run of a page.
    pub fn new(row: run::Model, page: &Arc<JobRunPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }

    /// One run by itself.
    pub fn alone(row: run::Model) -> Self {
        let page = JobRunPage::of(std::iter::once(&row));
        Self { row, page }
    }
}

/// Something the worker was asked to do, and what became of it. All moments but `asOf` are the machine clock's.
#[Object]
impl JobRun {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        JOB_RUN.encode(self.row.id.0)
    }

    /// Which duty.
    async fn kind(&self) -> JobKindName {
        self.row.kind.into()
    }

    /// Where it stands.
    async fn state(&self) -> JobRunState {
        self.row.state.into()
    }

    /// The business moment it acts for; null for the moment it runs.
    async fn as_of(&self) -> Option<Instant> {
        self.row.as_of
    }

    /// Whether it only counts what it would do.
    async fn dry_run(&self) -> bool {
        self.row.dry_run
    }

    /// Who asked for it by hand; null for what schedules and records asked for.
    async fn requested_by(&self, ctx: &Context<'_>) -> Nullable<Person> {
        nullable(async { self.page.people.at(ctx.desk()?, self.row.requested_by).await }).await
    }

    /// Tries begun.
    async fn attempts(&self) -> i32 {
        self.row.attempts
    }

    /// After so many tries it is given up.
    async fn max_attempts(&self) -> i32 {
        self.row.max_attempts
    }

    /// Whether somebody asked for it to stop.
    async fn cancel_requested(&self) -> bool {
        self.row.cancel_requested
    }

    /// Items done; in a dry run, items that would be.
    async fn done(&self) -> i64 {
        self.row.done_count
    }

    /// Items that needed nothing.
    async fn skipped(&self) -> i64 {
        self.row.skipped_count
    }

    /// Items that failed and are left for another run or a person.
    async fn failed(&self) -> i64 {
        self.row.failed_count
    }

    /// Why the last try failed, or why it was called off.
    async fn error(&self) -> Option<&str> {
        self.row.error.as_deref()
    }

    /// When it was asked for.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }

    /// Not before this moment: after a failed try it waits.
    async fn run_at(&self) -> Instant {
        self.row.run_at
    }

    /// When the last try began.
    async fn started_at(&self) -> Option<Instant> {
        self.row.started_at
    }

    /// When it was over.
    async fn finished_at(&self) -> Option<Instant> {
        self.row.finished_at
    }

    /// How long the last try took, in milliseconds; null until it is over.
    async fn duration_milliseconds(&self) -> Option<i64> {
        let (began, ended) = self.row.started_at.zip(self.row.finished_at)?;
        Some(ended.signed_duration_since(began).num_milliseconds().max(0))
    }

    /// Every try that has ended, the first first.
    async fn history(&self, ctx: &Context<'_>) -> Result<Vec<JobAttempt>, ApiError> {
        let tries = self.page.attempts(ctx.desk()?, self.row.id).await?;
        Ok(tries.iter().cloned().map(JobAttempt::from).collect())
    }
}

impl From<attempt::Model> for JobAttempt {
    fn from(row: attempt::Model) -> Self {
        Self {
            number: row.number,
            worker: row.worker,
            outcome: row.outcome.into(),
            error: row.error,
            started_at: row.started_at,
            finished_at: row.finished_at,
        }
    }
}
