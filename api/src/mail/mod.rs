//! Mails: what goes out, what became of it, and what people do about it.

pub mod address;
pub mod bounced;
pub mod clear_bounce;
pub mod mails;
pub mod object;
pub mod page;
pub mod query;
pub mod record_bounce;
pub mod resend_mail;
pub mod settle_mail;
pub mod state;
