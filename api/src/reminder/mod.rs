//! Reminders: clocks on what is due, overdue or about to end, and the ladders they follow.

pub mod clear_ladder;
pub mod forecast;
pub mod kind;
pub mod ladder;
pub mod ladder_override;
pub mod object;
pub mod page;
pub mod pause_reminder;
pub mod promise_to_pay;
pub mod query;
pub mod restart_reminder;
pub mod resume_reminder;
pub mod set_ladder;
pub mod stage;
