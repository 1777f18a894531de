//! Kinds of job, and where a run stands.

use async_graphql::Enum;
use entity::job::JobKind;
use entity::job::attempt::Outcome;
use entity::job::state::State;

/// A duty of the worker.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "JobKind", remote = "JobKind")]
pub enum JobKindName {
    /// Advances every reminder whose moment has come.
    Remind,
    /// Renders one planned mail and hands it over.
    DeliverMail,
    /// Finds what should have a job and has none, and what was left in doubt.
    Reconcile,
    /// Computes reminders again after calendar, ladder or zone changed.
    Rearm,
    /// Deletes what has been kept long enough.
    Prune,
    /// Renders one document and freezes it.
    RenderDocument,
    /// Alarms people about what was not answered in time.
    AlarmAnswers,
    /// Records what becomes of silence when its term has run out.
    AcceptBySilence,
    /// Records which quotes have expired without an answer.
    ExpireQuotes,
    /// Records whose warranty is over, and makes due what hangs on that.
    EndWarranties,
    /// Moves a sandbox's clock to its target.
    AdvanceClock,
}

/// Where a run stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "JobRunState", remote = "State")]
pub enum JobRunState {
    /// Waiting for its moment and a worker.
    Queued,
    /// A worker has it.
    Running,
    /// Done.
    Done,
    /// Given up; can be retried.
    Failed,
    /// Called off by a person; can be retried.
    Cancelled,
}

/// How one try at a run ended.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "JobAttemptOutcome", remote = "Outcome")]
pub enum JobAttemptOutcome {
    /// The duty is through.
    Done,
    /// It failed in a way that may pass.
    Retry,
    /// It failed for good, or for the last time.
    GaveUp,
    /// Its worker was not heard of any more.
    Lost,
    /// Its worker went down in an orderly way and gave it back.
    GivenBack,
    /// It was called off while it ran.
    Cancelled,
}
