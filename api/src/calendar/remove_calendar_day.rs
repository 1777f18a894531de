//! `removeCalendarDay`.

use async_graphql::{Context, InputObject, SimpleObject};
use entity::access::Permission;
use entity::calendar::record;

use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// A day that is to be as its weekday again.
#[derive(InputObject)]
pub struct RemoveCalendarDayInput {
    /// Which day.
    pub date: Day,
}

/// The day that was taken out.
#[derive(SimpleObject)]
pub struct RemoveCalendarDayPayload {
    /// From now on as its weekday.
    pub date: Day,
}

/// Takes an exception out of the calendar; reminders are computed again. Admins do.
pub async fn run(ctx: &Context<'_>, input: RemoveCalendarDayInput) -> Result<RemoveCalendarDayPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::Administer)?;
    desk.write(async |write| record::remove_day(write, &desk.by, input.date.0).await).await?;
    Ok(RemoveCalendarDayPayload { date: input.date })
}
