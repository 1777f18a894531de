//! `restartReminder`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::reminder::record_pause;
use entity::value::id::ReminderId;

use super::kind::REMINDER;
use super::object::Reminder;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// Which reminder is to begin anew, and why.
#[derive(InputObject)]
pub struct RestartReminderInput {
    /// Which reminder.
    pub reminder_id: ID,
    /// Why; 500 characters at most.
    pub reason: String,
}

/// The reminder.
#[derive(SimpleObject)]
pub struct RestartReminderPayload {
    /// With a new arming.
    pub reminder: Reminder,
}

/// Begins the stages of a reminder anew; what lies before today is not made up for.
///
/// CONFLICT when there is nothing to remind of any more.
pub async fn run(ctx: &Context<'_>, input: RestartReminderInput) -> Result<RestartReminderPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::TendNotices)?;
    let id = REMINDER.decode(&input.reminder_id).map(ReminderId).ok_or(ApiError::NotFound)?;
    let row = desk.write(async |write| record_pause::restart(write, &desk.by, id, &input.reason).await).await?;
    Ok(RestartReminderPayload { reminder: Reminder::alone(row) })
}
