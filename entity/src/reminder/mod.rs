//! Reminders: clocks on what is due, overdue or about to end (design 5).

pub mod ladder;
pub mod staging;
