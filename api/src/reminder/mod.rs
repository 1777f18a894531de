//! Reminders: clocks on what is due, overdue or about to end, and the ladders they follow.

pub mod kind;
