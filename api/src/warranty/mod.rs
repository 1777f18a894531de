//! Warranty: what is covered until when, and the claims made on it.

pub mod claim;
pub mod cover;
pub mod page;
