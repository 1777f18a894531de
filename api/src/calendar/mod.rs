//! The working calendar.

pub mod confirm_calendar_year;
pub mod object;
pub mod query;
pub mod remove_calendar_day;
pub mod set_calendar_day;
