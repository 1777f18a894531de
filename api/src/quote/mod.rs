//! Quotes: what is offered for an inquiry, version by version, until one is accepted.

pub mod accept_quote;
pub mod approve_quote;
pub mod decline_quote;
pub mod draft_quote;
pub mod object;
pub mod page;
pub mod query;
pub mod send_quote;
pub mod withdraw_quote;
