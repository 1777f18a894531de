//! Days: periods as the civil code counts them, the working calendar, days and hours of a zone.
//!
//! *Rules*: [`period`], [`working_day`], [`working_hours`], [`zone`]. *Tables*: [`day`], [`year`], which together make
//! the calendar ([`read`]).

pub mod day;
pub mod period;
pub mod record;
pub mod working_day;
pub mod working_hours;
pub mod year;
pub mod zone;

use sea_orm::{ConnectionTrait, DbErr};
use working_day::Calendar;

/// The working calendar as it stands now. Two statements.
pub async fn read(connection: &impl ConnectionTrait) -> Result<Calendar, DbErr> {
    let days = day::all(connection).await?;
    let years = year::all(connection).await?;
    let exceptions = days.into_iter().map(|day| (day.on_date, day.kind));
    let confirmed = years.into_iter().filter(|year| year.confirmed_at.is_some()).map(|year| year.year);
    Ok(Calendar::new(exceptions, confirmed))
}
