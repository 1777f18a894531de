//! Finder: the working calendar, from its days and years.

use super::working_day::Calendar;
use super::{day, year};
use sea_orm::{ConnectionTrait, DbErr};

/// The working calendar as it stands now. Two statements.
pub async fn read(connection: &impl ConnectionTrait) -> Result<Calendar, DbErr> {
    let days = day::all(connection).await?;
    let years = year::all(connection).await?;
    let exceptions = days.into_iter().map(|day| (day.on_date, day.kind));
    let confirmed = years.into_iter().filter(|year| year.confirmed_at.is_some()).map(|year| year.year);
    Ok(Calendar::new(exceptions, confirmed))
}
