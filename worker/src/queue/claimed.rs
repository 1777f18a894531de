//! A claimed job: it runs in a slot of its own, and its end is told exactly once.

use std::sync::Arc;

use entity::clock::Instant;
use entity::job::record::{End, Finish};
use entity::job::run::Model;
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::mpsc::UnboundedSender;

use super::Run;
use super::run::Stop;

/// A job this worker has. Dropped without an end, it is given back: so is everything that was claimed and could not
/// begin, or was cut off, when the worker stops.
#[derive(Debug)]
pub(super) struct Claimed {
    row: Model,
    /// The business moment of the claim.
    now: Instant,
    stop: Arc<Stop>,
    teller: UnboundedSender<Finish>,
    told: bool,
    _slot: OwnedSemaphorePermit,
}

impl Claimed {
    pub(super) fn new(row: Model, now: Instant, stop: Arc<Stop>, (teller, slot): Way) -> Self {
        Self { row, now, stop, teller, told: false, _slot: slot }
    }

    pub(super) fn row(&self) -> &Model {
        &self.row
    }

    /// The job as its duty sees it.
    pub(super) fn run(&self) -> Run {
        Run::of(&self.row, self.now, Arc::clone(&self.stop))
    }

    /// Whether the duty noticed that it was to stop.
    pub(super) fn was_stopped(&self) -> bool {
        self.stop.was_heard()
    }

    /// Hands in how it ended, and frees the slot.
    pub(super) fn tell(mut self, end: End) {
        self.hand_in(end);
    }

    fn hand_in(&mut self, end: End) {
        self.told = true;
        let finish = Finish { job: self.row.id, attempt: self.row.attempts, end };
        if self.teller.send(finish).is_err() {
            // Whoever writes ends down is gone: the lease runs out and the job is found lost.
            tracing::warn!(job = %self.row.id, "the end of a job could not be told");
        }
    }
}

/// Where the end goes, and the slot that is free then.
pub(super) type Way = (UnboundedSender<Finish>, OwnedSemaphorePermit);

impl Drop for Claimed {
    fn drop(&mut self) {
        if !self.told {
            self.hand_in(End::GivenBack);
        }
    }
}
