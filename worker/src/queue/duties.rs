//! Which duty does which kind of job.

use std::collections::BTreeMap;
use std::fmt;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use entity::database::Write;
use entity::job::{JobKind, run};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use sea_orm::DbErr;
use tokio::time::timeout;

use super::{Outcome, Run};
use crate::desk::Desk;

/// How long a run may take unless its duty says otherwise; a run that takes longer is dropped and tried again.
const USUAL_LIMIT: Duration = Duration::from_mins(5);

type Perform = dyn for<'a> Fn(&'a Desk, &'a Run) -> BoxFuture<'a, Outcome> + Send + Sync;
type GaveUp = dyn for<'a> Fn(&'a Write, &'a run::Model) -> BoxFuture<'a, Result<(), DbErr>> + Send + Sync;

/// The duties of a worker: one line each.
///
/// ```ignore
/// Duties::new()
///     .with(JobKind::Remind, |desk, run| Box::pin(duty::remind::run(desk, run)))
///     .with(JobKind::Prune, |desk, run| Box::pin(duty::prune::run(desk, run)))
///     .when_given_up(|write, job| Box::pin(duty::alarm::run(write, job)))
/// ```
///
/// A worker claims only kinds it has a duty for: what a newer release enqueued waits for a newer worker.
#[derive(Clone, Default)]
pub struct Duties {
    by_kind: BTreeMap<JobKind, Duty>,
    gave_up: Option<Arc<GaveUp>>,
}

/// What one kind means.
#[derive(Clone)]
struct Duty {
    perform: Arc<Perform>,
    limit: Duration,
}

impl Duties {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// `perform` does jobs of this kind. It may be run twice for one job, at the same time at worst: twice equals once.
    #[must_use]
    pub fn with<F>(self, kind: JobKind, perform: F) -> Self
    where
        F: for<'a> Fn(&'a Desk, &'a Run) -> BoxFuture<'a, Outcome> + Send + Sync + 'static,
    {
        self.with_limit(kind, USUAL_LIMIT, perform)
    }

    /// As [`Self::with`], for a duty that may take longer or must be quicker than five minutes.
    #[must_use]
    pub fn with_limit<F>(mut self, kind: JobKind, limit: Duration, perform: F) -> Self
    where
        F: for<'a> Fn(&'a Desk, &'a Run) -> BoxFuture<'a, Outcome> + Send + Sync + 'static,
    {
        self.by_kind.insert(kind, Duty { perform: Arc::new(perform), limit });
        self
    }

    /// What follows when a job is given up, in the transaction that gives it up: a person is told, nothing stays
    /// claimed. It must succeed sooner or later, for until then the job is not given up.
    #[must_use]
    pub fn when_given_up<F>(mut self, consequence: F) -> Self
    where
        F: for<'a> Fn(&'a Write, &'a run::Model) -> BoxFuture<'a, Result<(), DbErr>> + Send + Sync + 'static,
    {
        self.gave_up = Some(Arc::new(consequence));
        self
    }

    /// The kinds there is a duty for.
    pub fn kinds(&self) -> Vec<JobKind> {
        self.by_kind.keys().copied().collect()
    }

    /// Runs the duty of a job's kind within its limit, as the worker does. A panic and a time-out are failures that may
    /// pass.
    pub async fn perform(&self, desk: &Desk, run: &Run) -> Outcome {
        let Some(duty) = self.by_kind.get(&run.kind) else {
            return Outcome::GiveUp(format!("this worker has no duty for {}", run.kind.word()));
        };
        let performing = AssertUnwindSafe(async { (duty.perform)(desk, run).await }).catch_unwind();
        match timeout(duty.limit, performing).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(panic)) => Outcome::Retry(format!("panicked: {}", words_of(panic.as_ref()))),
            Err(_) => Outcome::Retry(format!("took longer than {} s", duty.limit.as_secs())),
        }
    }

    pub(super) async fn give_up(&self, write: &Write, given_up: &[run::Model]) -> Result<(), DbErr> {
        if let Some(consequence) = &self.gave_up {
            for job in given_up {
                consequence(write, job).await?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Duties {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Duties").field(&self.kinds()).finish()
    }
}

fn words_of(panic: &(dyn std::any::Any + Send)) -> &str {
    panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("?")
}
