//! Notices: why somebody is told something, and what became of it (design 5).

pub mod skip_reason;
pub mod state;
