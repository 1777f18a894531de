//! Anything by its global id (Relay).

pub mod query;
