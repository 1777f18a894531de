//! Quotes: what the provider offers for an inquiry, version by version, until one is accepted (S2, P1).
//!
//! *Table*: [`quote`]. *Rules*: [`state`], [`content`], [`totals`], [`entering`]. *Records*: drafting, approving and
//! sending, and how a quote ends without a contract. Accepting it makes the contract: a command of `life`.

pub mod content;
pub mod entering;
#[expect(clippy::module_inception, reason = "the table is named as the capability")]
pub mod quote;
pub mod record;
pub mod record_draft;
pub mod record_ending;
pub mod record_sending;
pub mod state;
pub mod totals;
