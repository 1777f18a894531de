//! Notices: why somebody is told something, and what became of it (design 5).
//!
//! *Rules*: [`state`], [`skip_reason`], [`Kind`], [`Content`], [`Recipient`]. *Table*: [`Model`] with its finders.
//! *Record*: [`record`] plans a notice into a mail and takes it out again.

pub(crate) mod addressing;
mod content;

pub mod facts;
mod kind;
mod recipient;
pub mod record;
pub mod skip_reason;
pub mod state;
mod table;

pub(crate) use addressing::{Addressed, who_signs};
pub use content::Content;
pub use kind::Kind;
pub use recipient::{NotARecipient, Recipient, RecipientKey};
pub use record::Plan;
pub use table::{
    ActiveModel, Column, Entity, Filter, Model, count, find, of_mails, of_reminder, of_reminders, page, visible_to,
};
