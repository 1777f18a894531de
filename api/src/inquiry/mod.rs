//! Inquiries: what somebody asks about, who answers, and what comes of it.

pub mod assign_inquiry;
pub mod consultation;
pub mod link_inquiry;
pub mod lose_inquiry;
pub mod object;
pub mod page;
pub mod query;
pub mod record_consultation;
pub mod submit_inquiry;
