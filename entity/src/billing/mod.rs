//! Billing: what the customer owes and when, what was received, which settled which (C5, S3).
//!
//! *Tables*: [`instalment`], [`payment`], [`payment_reversal`], [`allocation`], [`payment_request`], [`e_invoice`],
//! [`settlement`].
//! *Rules*: [`allocating`], [`due_day`], [`outstanding`], [`receiving`], [`settling`], [`splitting`], [`statement`],
//! [`transfer_note`]. *Finders*: [`owed`], [`account`].
//! *Records*: payments received, reversed, corrected; instalments moved, and made due by events; requests to pay; tax e-invoices; what an early end
//! settles.

pub mod account;
pub mod allocating;
pub mod allocation;
pub mod due_day;
pub mod e_invoice;
pub mod instalment;
pub mod outstanding;
pub mod owed;
pub mod payment;
pub mod payment_request;
pub mod payment_reversal;
pub mod receiving;
pub mod record_e_invoice;
pub(crate) mod record_event;
pub mod record_instalment;
pub mod record_payment;
pub mod record_request;
pub mod record_reversal;
pub mod record_settlement;
pub mod settlement;
pub mod settling;
pub mod splitting;
pub mod statement;
pub mod transfer_note;
