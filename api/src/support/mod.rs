//! Support tickets.

pub mod answer_support_ticket;
pub mod close_support_ticket;
pub mod object;
pub mod open_support_ticket;
pub mod page;
pub mod query;
pub mod reopen_support_ticket;
pub mod reply_to_support_ticket;
mod which;
