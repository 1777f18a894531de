//! How a duty ends.

use entity::job::run::Counts;
use sea_orm::DbErr;

/// What a duty answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Through, with what it did item by item. Items that failed are counted, not retried: they are found again by
    /// the next run, or stand before a person.
    Done(Counts),
    /// Could not do it now, and why: it is tried again after a while, until its tries are used up.
    Retry(String),
    /// Cannot be done, and why: no further try would help. The kind's own consequence follows.
    GiveUp(String),
}

impl From<DbErr> for Outcome {
    /// A database that fails is asked again.
    fn from(error: DbErr) -> Self {
        Self::Retry(format!("the database failed: {error}"))
    }
}

impl From<Result<Counts, Outcome>> for Outcome {
    /// Lets a duty be written with `?`: an inner function answers counts, or the outcome it stops with.
    fn from(result: Result<Counts, Outcome>) -> Self {
        result.map_or_else(|stopped| stopped, Self::Done)
    }
}
