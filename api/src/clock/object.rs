//! The business clock as clients see it.

use async_graphql::SimpleObject;
use entity::clock::{BusinessClock, Instant};

use crate::value::Day;

/// By which everything is decided that depends on a day: what is due, overdue, about to end.
#[derive(SimpleObject, Clone, Debug)]
pub struct Clock {
    /// The moment it is.
    now: Instant,
    /// The day it is for the provider, in whose zone every contractual date is meant.
    today: Day,
    /// Where it is being moved to; null when it stands where it was asked to.
    target: Option<Instant>,
    /// Whether everything due up to the target has been done.
    settled: bool,
    /// Whether this installation may move its clock at all.
    sandbox: bool,
}

impl From<BusinessClock> for Clock {
    fn from(clock: BusinessClock) -> Self {
        Self {
            now: clock.now,
            today: clock.today().into(),
            target: clock.target,
            settled: clock.is_settled(),
            sandbox: clock.is_sandbox,
        }
    }
}
