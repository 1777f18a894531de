//! Support: what the customer asks under a contract besides the warranty, and what the provider answers (P3, P4, S7).
//!
//! *Tables*: [`support_ticket`], [`ticket_message`]. *Rule*: [`ticket_state`]. *Records*: a ticket is opened
//! ([`record_ticket`]), written on by both ([`record_message`]), closed and reopened ([`record_closing`]).

pub mod record_closing;
pub mod record_message;
pub mod record_ticket;
pub mod support_ticket;
pub mod ticket_message;
pub mod ticket_state;
