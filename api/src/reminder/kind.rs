//! What can be reminded of, and in which tone.

use async_graphql::Enum;
use entity::reminder::ReminderKind;
use entity::reminder::ladder::Tone;

use crate::value::NodeId;

/// Ids of reminders.
pub const REMINDER: NodeId = NodeId("Reminder");

/// What is reminded of.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "ReminderKind", remote = "ReminderKind")]
pub enum ReminderKindName {
    /// The due day of an instalment (C5).
    Payment,
    /// The last covered day of a warranty (P5).
    Warranty,
    /// The last day of a work item (C3, S4).
    WorkItem,
    /// The day to answer a completion report (S6).
    Acceptance,
    /// The last day on which a quote can be accepted (S2).
    Quote,
}

/// In which tone a stage speaks.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "Tone", remote = "Tone")]
pub enum ToneName {
    /// The day is near. Only before the anchor.
    Upcoming,
    /// Today is the day. Only on the anchor.
    DueToday,
    /// The day has passed. Only after the anchor.
    Overdue,
    /// The last word before a person takes over. Only after the anchor.
    Final,
    /// Nobody is mailed: a task for staff. On the anchor or after it.
    StaffTask,
}
