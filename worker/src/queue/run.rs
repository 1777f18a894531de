//! One run of a duty, as the duty sees it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use entity::clock::Instant;
use entity::job::JobKind;
use entity::value::id::JobId;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Outcome;

/// What is asked of a duty.
#[derive(Clone, Debug)]
pub struct Run {
    /// The entry of the queue.
    pub job: JobId,
    /// Which duty.
    pub kind: JobKind,
    /// Which try this is, from 1.
    pub attempt: i32,
    /// The business moment to act for: what an admin asked for, else the moment the run began.
    pub as_of: Instant,
    /// Whether only to count what would be done.
    pub dry_run: bool,
    payload: Value,
    stop: Arc<Stop>,
}

/// Whether a run was asked to stop, and whether it heard.
#[derive(Debug, Default)]
pub(super) struct Stop {
    asked: AtomicBool,
    heard: AtomicBool,
}

impl Run {
    pub(super) fn of(row: &entity::job::run::Model, now: Instant, stop: Arc<Stop>) -> Self {
        Self {
            job: row.id,
            kind: row.kind,
            attempt: row.attempts,
            as_of: row.as_of.unwrap_or(now),
            dry_run: row.dry_run,
            payload: row.payload.clone(),
            stop,
        }
    }

    /// The same run for another duty or moment: for a duty that is made of others.
    #[must_use]
    pub fn within(&self, kind: JobKind, as_of: Instant) -> Self {
        Self { kind, as_of, ..self.clone() }
    }

    /// What the enqueuing record gave along. Text that cannot be read gives up this run alone.
    pub fn payload<T: DeserializeOwned>(&self) -> Result<T, Outcome> {
        T::deserialize(&self.payload).map_err(|error| {
            Outcome::GiveUp(format!("the payload of this {} job cannot be read: {error}", self.kind.word()))
        })
    }

    /// Whether to stop before the next item: somebody called the run off, or this worker lost it to another.
    /// A duty that has asked and stops answers [`Outcome::Done`] with what it did until then.
    pub fn is_cancelled(&self) -> bool {
        let asked = self.stop.asked.load(Ordering::Acquire);
        if asked {
            self.stop.heard.store(true, Ordering::Release);
        }
        asked
    }
}

impl Stop {
    pub(super) fn ask(&self) {
        self.asked.store(true, Ordering::Release);
    }

    /// Whether the duty noticed.
    pub(super) fn was_heard(&self) -> bool {
        self.heard.load(Ordering::Acquire)
    }
}
