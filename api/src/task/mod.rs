//! Tasks: what stands before a person of the provider.

pub mod object;
pub mod query;
pub mod resolve_task;
