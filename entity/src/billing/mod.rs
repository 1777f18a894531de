//! Billing: what the customer owes and when, what was received, which settled which (C5, S3).

pub mod allocating;
pub mod outstanding;
pub mod splitting;
pub mod statement;
