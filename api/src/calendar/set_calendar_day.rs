//! `setCalendarDay`.

use async_graphql::{Context, InputObject, SimpleObject};
use entity::access::Permission;
use entity::calendar::record;
use entity::refusal::Words;

use super::object::{CalendarDay, DayKindName};
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// A day that departs from its weekday.
#[derive(InputObject)]
pub struct SetCalendarDayInput {
    /// Which day.
    pub date: Day,
    /// In which direction.
    pub kind: DayKindName,
    /// Why, in Vietnamese.
    pub name_vi: String,
    /// Why, in English.
    pub name_en: String,
}

/// The day that was entered.
#[derive(SimpleObject)]
pub struct SetCalendarDayPayload {
    /// As it is now.
    pub calendar_day: CalendarDay,
}

/// Enters a day off or a worked weekend day, or changes it; reminders are computed again. Admins do.
pub async fn run(ctx: &Context<'_>, input: SetCalendarDayInput) -> Result<SetCalendarDayPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::Administer)?;
    let day = (input.date.0, input.kind.into(), Words::new(input.name_vi, input.name_en));
    let row = desk.write(async |write| record::set_day(write, &desk.by, day).await).await?;
    Ok(SetCalendarDayPayload { calendar_day: CalendarDay(row) })
}
