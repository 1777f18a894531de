//! Contracts: what was agreed, who works on it, where it stands.

pub mod deliverable;
pub mod filter;
pub mod object;
pub mod page;
pub mod people;
pub mod query;
pub mod reminder;
pub mod state;
pub mod suspension;
