//! What a contract's people are told next, as clients see it.

use async_graphql::SimpleObject;
use entity::clock::Instant;
use entity::reminder;

use crate::value::Day;

/// The moment somebody is reminded next of what is due or about to end.
#[derive(SimpleObject, Clone, Debug)]
pub struct NextReminder {
    /// When.
    pub at: Instant,
    /// The day reminded of: a due day, or the last covered day.
    pub anchor_on: Day,
}

impl NextReminder {
    /// The soonest of those that `belongs` names; they come soonest first.
    pub fn of(reminders: &[reminder::Model], belongs: impl Fn(&reminder::Model) -> bool) -> Option<Self> {
        let soonest = reminders.iter().find(|row| belongs(row))?;
        Some(Self { at: soonest.next_at?, anchor_on: soonest.anchor_on.into() })
    }
}
