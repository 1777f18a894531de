//! The letters Khu writes: one folder per kind of notice, each with its typed content and, in Vietnamese and English,
//! a subject, a text and an HTML template. Whoever renders has looked everything up before; a kind only says it well.
//! A kind without one of its six templates does not compile.
//!
//! To add a kind: a folder with `mod.rs` (content, `pages!`, samples, the test that proves them) and its six templates.

mod letterhead;
mod page;
mod qr;
mod transfer;

#[cfg(test)]
mod proof;

pub mod acceptance_answered;
pub mod acceptance_asked;
pub mod acceptance_reminder;
pub mod accepted_by_silence;
pub mod claim_asked;
pub mod claim_filed;
pub mod claim_reopened;
pub mod claim_resolved;
pub mod claim_triaged;
pub mod contract_ended;
pub mod contract_offered;
pub mod contract_signed;
pub mod inquiry_received;
pub mod invitation;
pub mod password_reset;
pub mod payment_received;
pub mod payment_reminder;
pub mod payment_request;
pub mod quote_answered;
pub mod quote_offered;
pub mod staff_alarm;
pub mod ticket_answered;
pub mod waiting_begun;
pub mod waiting_ended;
pub mod warranty_expiry;
pub mod work_item_reminder;
pub mod work_plan_answered;
pub mod work_plan_proposed;

pub use letterhead::{Addressee, Letterhead, Provider};
pub use page::{Notice, RenderFailed, Rendered};
pub use transfer::Transfer;
