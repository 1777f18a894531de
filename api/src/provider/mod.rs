//! The provider of this installation.

pub mod object;
pub mod query;
pub mod update_provider;
