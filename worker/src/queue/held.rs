//! What this worker has claimed and not yet told the end of.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use entity::value::id::JobId;

use super::run::Stop;

/// The jobs of this worker, each with the way to stop it.
#[derive(Debug, Default)]
pub(super) struct Held {
    jobs: Mutex<HashMap<JobId, Arc<Stop>>>,
}

impl Held {
    /// Notes a claim.
    pub(super) fn take(&self, job: JobId) -> Arc<Stop> {
        let stop = Arc::new(Stop::default());
        self.lock().insert(job, Arc::clone(&stop));
        stop
    }

    /// The end of these was told, or no longer matters.
    pub(super) fn let_go(&self, jobs: impl Iterator<Item = JobId>) {
        let mut held = self.lock();
        for job in jobs {
            held.remove(&job);
        }
    }

    /// Asks a job to stop at its next item.
    pub(super) fn stop(&self, job: JobId) {
        if let Some(stop) = self.lock().get(&job) {
            stop.ask();
        }
    }

    pub(super) fn ids(&self) -> Vec<JobId> {
        self.lock().keys().copied().collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lock().is_empty()
    }

    /// Whoever panicked while holding the lock left a whole map behind: each change is one call.
    fn lock(&self) -> MutexGuard<'_, HashMap<JobId, Arc<Stop>>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
