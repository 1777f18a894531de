//! What everybody has to do next, and why.

pub mod object;
pub mod query;
