//! Time. Rules and records take it as an argument.

/// A moment, in UTC.
pub type Instant = chrono::DateTime<chrono::Utc>;
