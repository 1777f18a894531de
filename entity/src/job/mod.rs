//! The queue: what the worker is asked to do, and what became of it (design 6).

pub mod backoff;
pub mod state;
