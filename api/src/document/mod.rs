//! The papers the system writes.

pub mod object;
pub mod retry_document;
