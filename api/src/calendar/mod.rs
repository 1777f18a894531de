//! The working calendar.

pub mod object;
pub mod query;
