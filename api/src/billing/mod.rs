//! Billing: what the customer owes and when, what was received, which settled which.

pub mod allocation;
pub mod correct_payment;
pub mod e_invoice;
pub mod instalment;
pub mod move_instalment;
pub mod page;
pub mod payment;
pub mod payment_request;
pub mod query;
pub mod received;
pub mod record_due_event;
pub mod record_e_invoice;
pub mod record_payment;
pub mod request_payment;
pub mod reverse_payment;
pub mod statement;
