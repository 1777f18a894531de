//! Stories, the demo, and what they stand on.

pub mod engine;
pub mod smtp_server;
