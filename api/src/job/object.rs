//! A kind of job as clients see it.

use std::sync::Arc;

use async_graphql::{Context, Object, SimpleObject};
use entity::clock::Instant;
use entity::job::overview::{self, KindAtWork};
use entity::job::{JobKind, pause, schedule};

use super::kind::JobKindName;
use super::run::{JobRun, JobRunPage};
use crate::access::object::Person;
use crate::access::people::People;
use crate::desk::{AtDesk, Desk};
use crate::error::{ApiError, Nullable, nullable};

/// A duty of the worker, with its schedule and how it fares.
#[derive(Clone, Debug)]
pub struct Job {
    at_work: KindAtWork,
    page: Arc<JobPage>,
}

/// What hangs on all kinds together.
#[derive(Debug)]
struct JobPage {
    runs: Arc<JobRunPage>,
    people: People,
}

/// When a kind of job runs by itself.
#[derive(SimpleObject, Clone, Debug)]
pub struct Schedule {
    /// A cron expression of five fields, or six with seconds first.
    cron: String,
    /// The zone it is meant in, as `Asia/Ho_Chi_Minh`.
    zone: String,
    /// The last slot that became a run, by the business clock.
    last_slot_at: Instant,
    /// Rises with every change; for `expectedVersion`.
    version: i64,
}

/// Why a kind of job rests.
#[derive(Clone, Debug)]
pub struct JobPause {
    row: pause::Model,
    page: Arc<JobPage>,
}

impl Job {
    /// Every kind, if the viewer may steer.
    pub async fn all(desk: &Desk) -> Result<Vec<Self>, ApiError> {
        let kinds = overview::kinds(desk.read(), &desk.by.viewer, desk.by.now).await?;
        let page = Arc::new(JobPage {
            runs: JobRunPage::of(kinds.iter().filter_map(|kind| kind.last_run.as_ref())),
            people: People::to(kinds.iter().filter_map(|kind| kind.pause.as_ref()?.paused_by)),
        });
        Ok(kinds.into_iter().map(|at_work| Self { at_work, page: Arc::clone(&page) }).collect())
    }

    /// One kind.
    pub async fn of(desk: &Desk, kind: JobKind) -> Result<Self, ApiError> {
        let all = Self::all(desk).await?;
        all.into_iter().find(|job| job.at_work.kind == kind).ok_or(ApiError::NotFound)
    }
}

/// A duty of the worker, with its schedule and how it fares.
#[Object]
impl Job {
    /// Which duty.
    async fn kind(&self) -> JobKindName {
        self.at_work.kind.into()
    }

    /// What it does.
    async fn description(&self, ctx: &Context<'_>) -> Result<String, ApiError> {
        Ok(self.at_work.kind.purpose().in_locale(ctx.desk()?.locale).to_owned())
    }

    /// When it runs by itself; null for kinds that only facts ask for.
    async fn schedule(&self) -> Option<Schedule> {
        self.at_work.schedule.clone().map(Schedule::from)
    }

    /// The next moment it runs by itself, by the business clock; null without a schedule and while it rests.
    async fn next_slot(&self) -> Option<Instant> {
        self.at_work.next_slot_at
    }

    /// Why and since when it rests; null when it does not.
    async fn paused(&self) -> Option<JobPause> {
        let row = self.at_work.pause.clone()?;
        Some(JobPause { row, page: Arc::clone(&self.page) })
    }

    /// The newest run that has begun or is over.
    async fn last_run(&self) -> Option<JobRun> {
        let row = self.at_work.last_run.clone()?;
        Some(JobRun::new(row, &self.page.runs))
    }

    /// Runs that wait, those for their next try included.
    async fn waiting(&self) -> i64 {
        self.at_work.waiting
    }

    /// Since when the oldest of them could have run, by the machine clock.
    async fn waiting_since(&self) -> Option<Instant> {
        self.at_work.waiting_since
    }

    /// Runs that a worker has at this moment.
    async fn running(&self) -> i64 {
        self.at_work.running
    }

    /// Whether `runJob` takes it.
    async fn may_be_run_by_hand(&self) -> bool {
        self.at_work.kind.may_be_run_by_hand()
    }

    /// Whether `runJob` takes `asOf` for it.
    async fn takes_as_of(&self) -> bool {
        self.at_work.kind.takes_as_of()
    }

    /// Whether `runJob` takes `dryRun` for it.
    async fn takes_dry_run(&self) -> bool {
        self.at_work.kind.takes_dry_run()
    }
}

/// Why and since when a kind of job rests, for all workers.
#[Object]
impl JobPause {
    /// Why, in the words of who paused it.
    async fn reason(&self) -> &str {
        &self.row.reason
    }

    /// Since when, by the machine clock.
    async fn since(&self) -> Instant {
        self.row.paused_at
    }

    /// Who paused it.
    async fn by(&self, ctx: &Context<'_>) -> Nullable<Person> {
        nullable(async { self.page.people.at(ctx.desk()?, self.row.paused_by).await }).await
    }
}

impl From<schedule::Model> for Schedule {
    fn from(row: schedule::Model) -> Self {
        Self { cron: row.cron, zone: row.zone, last_slot_at: row.last_slot_at, version: row.version }
    }
}
