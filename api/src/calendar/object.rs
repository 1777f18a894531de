//! The working calendar as clients see it.

use async_graphql::{Context, Enum, Object};
use entity::calendar::working_day::DayKind;
use entity::calendar::{day, year};
use entity::clock::Instant;

use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// In which direction a day departs from its weekday.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "DayKind", remote = "DayKind")]
pub enum DayKindName {
    /// A day off: a public holiday, or a day given for one that fell on a weekend.
    Off,
    /// A Saturday or Sunday that is worked in exchange for a day off.
    Worked,
}

/// A day that departs from its weekday. All other days are worked from Monday to Friday.
#[derive(Clone, Debug)]
pub struct CalendarDay(pub day::Model);

/// A day that departs from its weekday. All other days are worked from Monday to Friday.
#[Object]
impl CalendarDay {
    /// The day.
    async fn date(&self) -> Day {
        self.0.on_date.into()
    }

    /// In which direction.
    async fn kind(&self) -> DayKindName {
        self.0.kind.into()
    }

    /// Why, in the viewer's language.
    async fn name(&self, ctx: &Context<'_>) -> Result<&str, ApiError> {
        Ok(ctx.desk()?.in_language(&self.0.name_vi, &self.0.name_en))
    }

    /// Why, in Vietnamese.
    async fn name_vi(&self) -> &str {
        &self.0.name_vi
    }

    /// Why, in English.
    async fn name_en(&self) -> &str {
        &self.0.name_en
    }
}

/// A year of the calendar.
#[derive(Clone, Debug)]
pub struct CalendarYear(pub year::Model);

/// A year of the calendar.
#[Object]
impl CalendarYear {
    /// Which one.
    async fn year(&self) -> i32 {
        self.0.year
    }

    /// Whether the government's announcement is still awaited, so that dates counted over this year may move.
    async fn is_provisional(&self) -> bool {
        self.0.confirmed_at.is_none()
    }

    /// When an admin confirmed that the announcement is in.
    async fn confirmed_at(&self) -> Option<Instant> {
        self.0.confirmed_at
    }
}
