//! Billing: what the customer owes and when, what was received, which settled which (C5, S3).
//!
//! *Tables*: [`instalment`], [`payment`], [`payment_reversal`], [`allocation`], [`payment_request`], [`e_invoice`].
//! *Rules*: [`allocating`], [`outstanding`], [`splitting`], [`statement`]. *Finders*: [`owed`], [`account`].

pub mod account;
pub mod allocating;
pub mod allocation;
pub mod e_invoice;
pub mod instalment;
pub mod outstanding;
pub mod owed;
pub mod payment;
pub mod payment_request;
pub mod payment_reversal;
pub mod splitting;
pub mod statement;
