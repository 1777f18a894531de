//! Where a mail stands.

use async_graphql::Enum;
use entity::mail::state::State;

/// Where a mail stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "MailState", remote = "State")]
pub enum MailState {
    /// To be sent; certainly not sent so far.
    Planned,
    /// A worker is talking to the mail server about it.
    Claimed,
    /// The mail server has taken it, and its answer is kept.
    HandedOver,
    /// It will not be sent.
    Failed,
    /// It may have been handed over or not: a person decides, it is never sent again by itself.
    Unknown,
    /// It came back.
    Bounced,
    /// All it had to say was voided or skipped before it was sent.
    Void,
}
