//! Stories, the demo, and what they stand on.

pub mod smtp_server;
