//! `confirmCalendarYear`.

use async_graphql::{Context, InputObject, SimpleObject};
use entity::access::Permission;
use entity::calendar::record;

use super::object::CalendarYear;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A year whose days off are announced.
#[derive(InputObject)]
pub struct ConfirmCalendarYearInput {
    /// Which year.
    pub year: i32,
}

/// The year that was confirmed.
#[derive(SimpleObject)]
pub struct ConfirmCalendarYearPayload {
    /// As it is now.
    pub calendar_year: CalendarYear,
}

/// Confirms that the days off of a year are as the government announced them. Admins do.
pub async fn run(ctx: &Context<'_>, input: ConfirmCalendarYearInput) -> Result<ConfirmCalendarYearPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::Administer)?;
    let done = desk.write(async |write| record::confirm_year(write, &desk.by, input.year).await).await?;
    Ok(ConfirmCalendarYearPayload { calendar_year: CalendarYear(done.into_inner()) })
}
