//! `resumeReminder`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::reminder::record_pause;
use entity::value::id::ReminderId;

use super::kind::REMINDER;
use super::object::Reminder;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// Which reminder is to go on.
#[derive(InputObject)]
pub struct ResumeReminderInput {
    /// Which reminder.
    pub reminder_id: ID,
}

/// The reminder.
#[derive(SimpleObject)]
pub struct ResumeReminderPayload {
    /// It reminds again.
    pub reminder: Reminder,
}

/// Ends a pause or a promise before its last day. Resuming what does not rest changes nothing.
pub async fn run(ctx: &Context<'_>, input: ResumeReminderInput) -> Result<ResumeReminderPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::TendNotices)?;
    let id = REMINDER.decode(&input.reminder_id).map(ReminderId).ok_or(ApiError::NotFound)?;
    let done = desk.write(async |write| record_pause::resume(write, &desk.by, id).await).await?;
    let row = done.into_inner();
    Ok(ResumeReminderPayload { reminder: Reminder::alone(row) })
}
