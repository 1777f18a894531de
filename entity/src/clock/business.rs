//! The business clock of one moment, computed from the machine's and the installation's offset.

use super::Instant;
use crate::calendar::zone::PROVIDER_ZONE;
use chrono::{NaiveDate, TimeDelta};

/// What the business clock says, and where a sandbox is being moved to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BusinessClock {
    /// The moment at which everything that is decided now is decided.
    pub now: Instant,
    /// Where the clock is being moved to; `None` when it stands where it was asked to.
    pub target: Option<Instant>,
    /// Whether this installation may move its clock at all.
    pub is_sandbox: bool,
}

impl BusinessClock {
    /// The clock at machine time `machine`, `offset` ahead of it. While it is being moved it stands still between
    /// two steps only in so far as nobody waits for it: it always ticks.
    pub fn at(machine: Instant, offset: TimeDelta, target: Option<Instant>, is_sandbox: bool) -> Self {
        Self { now: machine.checked_add_signed(offset).unwrap_or(machine), target, is_sandbox }
    }

    /// Today in the provider's zone, in which every contractual date is meant.
    pub fn today(&self) -> NaiveDate {
        self.now.with_timezone(&PROVIDER_ZONE).date_naive()
    }

    /// Whether everything due up to the target has been done.
    pub fn is_settled(&self) -> bool {
        self.target.is_none()
    }
}
