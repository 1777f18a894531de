//! The two clocks (design 3).
//!
//! The **business clock** decides dates, reminders, slots and expiries; it is an argument everywhere and a sandbox
//! can move it forward. The **machine clock** serves leases, back-off, tokens and throttles and is never moved.

mod business;
mod machine;
pub mod record;

pub use business::BusinessClock;
pub use machine::{machine_now, read_machine};

/// A moment in UTC, cut to microseconds: what PostgreSQL keeps, so that what is written equals what is read.
pub type Instant = chrono::DateTime<chrono::Utc>;
