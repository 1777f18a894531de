//! What the parts of one worker share.

use std::sync::Arc;

use tokio::sync::{Notify, Semaphore, watch};

use super::duties::Duties;
use super::held::Held;
use super::pace::Pace;
use crate::desk::Desk;

/// One worker at work.
#[derive(Debug)]
pub(super) struct Floor {
    pub(super) desk: Desk,
    pub(super) duties: Arc<Duties>,
    pub(super) pace: Pace,
    /// Unique per process and start: the fence around what it has claimed.
    pub(super) name: String,
    pub(super) held: Held,
    /// Rung when there may be something to claim.
    pub(super) wake: Notify,
    /// A permit per job that may run.
    pub(super) slots: Arc<Semaphore>,
    /// Whether the last renewal went through; nothing is begun while it did not.
    pub(super) may_begin: watch::Receiver<bool>,
}
