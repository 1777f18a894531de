//! Notices: why somebody is told something, and what became of it.

pub mod kind;
pub mod object;
pub mod page;
pub mod query;
