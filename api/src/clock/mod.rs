//! The business clock, and moving it in a sandbox.

pub mod advance_clock;
pub mod object;
pub mod query;
