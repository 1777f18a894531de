//! Billing: what the customer owes and when, what was received, which settled which.

pub mod allocation;
pub mod e_invoice;
pub mod instalment;
pub mod page;
pub mod payment;
pub mod payment_request;
pub mod query;
pub mod statement;
