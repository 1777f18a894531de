//! Questions about the working calendar.

use async_graphql::Context;
use entity::calendar::{day, year};

use super::object::{CalendarDay, CalendarYear};
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// The days that depart from their weekday between two days, both included.
pub async fn days(ctx: &Context<'_>, (from, to): (Day, Day)) -> Result<Vec<CalendarDay>, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    Ok(day::between(desk.read(), (from.0, to.0)).await?.into_iter().map(CalendarDay).collect())
}

/// The years that were entered.
pub async fn years(ctx: &Context<'_>) -> Result<Vec<CalendarYear>, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    Ok(year::all(desk.read()).await?.into_iter().map(CalendarYear).collect())
}
