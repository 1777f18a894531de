//! How a worker works: how much at once, how often it looks, how long it holds on.

use std::time::Duration;

/// The measures of one worker. The defaults are for production; tests shorten them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Jobs that run at once, 1 or more.
    pub concurrency: u32,
    /// How often the queue is looked at when nothing wakes the worker; a second at most, so that a due job never
    /// waits longer for its claim.
    pub poll_every: Duration,
    /// How long a job is this worker's unless it renews, by the database's clock.
    pub lease: Duration,
    /// How often it renews.
    pub renew_every: Duration,
    /// How long running jobs may go on when the worker is asked to stop; then they are given back.
    pub stop_within: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            concurrency: 32,
            poll_every: Duration::from_secs(1),
            lease: Duration::from_secs(30),
            renew_every: Duration::from_secs(5),
            stop_within: Duration::from_secs(25),
        }
    }
}
