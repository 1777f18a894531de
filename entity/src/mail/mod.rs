//! Mails: what goes out to one address, at most once, and what is known of it (design 5).

pub mod backoff;
pub mod state;
