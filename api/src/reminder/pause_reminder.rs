//! `pauseReminder`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::reminder::record_pause::{self, Pause};
use entity::value::id::ReminderId;

use super::kind::REMINDER;
use super::object::Reminder;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// Which reminder is to rest, until when, and why.
#[derive(InputObject)]
pub struct PauseReminderInput {
    /// Which reminder.
    pub reminder_id: ID,
    /// The last day of the pause; 365 days ahead at most.
    pub until: Day,
    /// Why; 500 characters at most.
    pub reason: String,
}

/// The reminder.
#[derive(SimpleObject)]
pub struct PauseReminderPayload {
    /// It rests, and goes on by itself.
    pub reminder: Reminder,
}

/// Stops reminding until the end of a day; stages that fall into the pause wait for its end.
///
/// CONFLICT when there is nothing to remind of any more.
pub async fn run(ctx: &Context<'_>, input: PauseReminderInput) -> Result<PauseReminderPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::TendNotices)?;
    let id = REMINDER.decode(&input.reminder_id).map(ReminderId).ok_or(ApiError::NotFound)?;
    let pause = Pause { reminder_id: id, until: input.until.0, reason: input.reason };
    let row = desk.write(async |write| record_pause::pause(write, &desk.by, &pause).await).await?;
    Ok(PauseReminderPayload { reminder: Reminder::alone(row) })
}
