//! `promiseToPay`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::reminder::record_pause::{self, Pause};
use entity::value::id::ReminderId;

use super::kind::REMINDER;
use super::object::Reminder;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// Which payment was promised, by when, and by whom.
#[derive(InputObject)]
pub struct PromiseToPayInput {
    /// Which reminder.
    pub reminder_id: ID,
    /// The day by which it is to be paid; 60 days ahead at most.
    pub until: Day,
    /// Who promised it, and how; 500 characters at most.
    pub reason: String,
}

/// The reminder.
#[derive(SimpleObject)]
pub struct PromiseToPayPayload {
    /// It rests until the day of the promise has passed.
    pub reminder: Reminder,
}

/// Notes that the customer promised to pay by a day (C5): nobody is reminded until its end.
///
/// CONFLICT for what is no payment, and when nothing is owed any more.
pub async fn run(ctx: &Context<'_>, input: PromiseToPayInput) -> Result<PromiseToPayPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::KeepMoney)?;
    let id = REMINDER.decode(&input.reminder_id).map(ReminderId).ok_or(ApiError::NotFound)?;
    let promise = Pause { reminder_id: id, until: input.until.0, reason: input.reason };
    let row = desk.write(async |write| record_pause::promise_to_pay(write, &desk.by, &promise).await).await?;
    Ok(PromiseToPayPayload { reminder: Reminder::alone(row) })
}
