//! Stories, the demo, and what they stand on.

pub mod demo;
pub mod engine;
pub mod measure;
pub mod smtp_server;
pub mod story;
