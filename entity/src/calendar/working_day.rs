//! The working calendar: Monday to Friday, with exceptions in both directions (design 3).

use std::{
    collections::{BTreeMap, BTreeSet},
    iter::successors,
};

use chrono::{Datelike, NaiveDate, Weekday};
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

/// In which direction a day departs from its weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DayKind {
    /// A day off: a public holiday, or a day given for one that fell on a weekend.
    Off,
    /// A Saturday or Sunday that is worked in exchange for a day off.
    Worked,
}

/// Which days are worked, in the provider's country.
///
/// Saturdays and Sundays are off and all other days worked, except those named. A year counts as provisional until an
/// admin has confirmed that the government's announcement is in: what depends on its days may still move.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    exceptions: BTreeMap<NaiveDate, DayKind>,
    confirmed_years: BTreeSet<i32>,
}

impl Calendar {
    /// The calendar of these exceptions, of which these years are confirmed.
    pub fn new(
        exceptions: impl IntoIterator<Item = (NaiveDate, DayKind)>,
        confirmed_years: impl IntoIterator<Item = i32>,
    ) -> Self {
        Self { exceptions: exceptions.into_iter().collect(), confirmed_years: confirmed_years.into_iter().collect() }
    }

    /// Whether people work on that day.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        match self.exceptions.get(&day) {
            Some(DayKind::Off) => false,
            Some(DayKind::Worked) => true,
            None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        }
    }

    /// Whether the days of that year are not announced yet, so that a date counted over them may still move.
    pub fn is_provisional(&self, day: NaiveDate) -> bool {
        !self.confirmed_years.contains(&day.year())
    }

    /// That day if it is worked, else the next one that is.
    pub fn on_or_after(&self, day: NaiveDate) -> NaiveDate {
        successors(Some(day), NaiveDate::succ_opt).find(|day| self.is_working(*day)).unwrap_or(day)
    }

    /// That day if it is worked, else the last one before it that was.
    pub fn on_or_before(&self, day: NaiveDate) -> NaiveDate {
        successors(Some(day), NaiveDate::pred_opt).find(|day| self.is_working(*day)).unwrap_or(day)
    }

    /// The first working day after that day.
    pub fn next_working(&self, day: NaiveDate) -> NaiveDate {
        day.succ_opt().map_or(day, |next| self.on_or_after(next))
    }

    /// The last working day before that day.
    pub fn previous_working(&self, day: NaiveDate) -> NaiveDate {
        day.pred_opt().map_or(day, |previous| self.on_or_before(previous))
    }

    /// The day so many working days later; the first day is not counted (civil code art. 147), so one working day
    /// after a Friday, a Saturday or a Sunday is Monday. None later is the day itself, worked or not.
    pub fn add_working_days(&self, day: NaiveDate, count: u32) -> NaiveDate {
        (0..count).fold(day, |day, _| self.next_working(day))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Days off of 2026 to 2028 as every installation starts with them, and the worked Saturday.
    const DAYS_OFF: &str = include_str!("../../../migration/src/vn-holidays.csv");

    pub(crate) fn on(day: &str) -> NaiveDate {
        day.parse().unwrap()
    }

    /// Vietnam: 2026 confirmed, 2027 and 2028 provisional.
    pub(crate) fn vietnam() -> Calendar {
        let off = DAYS_OFF.lines().skip(1).map(|line| (on(line.split(',').next().unwrap()), DayKind::Off));
        Calendar::new(off.chain([(on("2026-08-22"), DayKind::Worked)]), [2026])
    }

    #[test]
    fn weekends_are_off_unless_worked_and_holidays_are_off() {
        let table = [
            ("2026-11-20", true),
            ("2026-11-21", false),
            ("2026-11-22", false),
            ("2026-11-23", true),
            ("2026-11-24", false),
            ("2026-08-21", true),
            ("2026-08-22", true),
            ("2026-08-23", false),
            ("2026-08-29", false),
            ("2026-08-31", false),
            ("2026-09-03", true),
            ("2026-02-13", true),
            ("2026-02-16", false),
            ("2026-02-20", false),
            ("2026-02-23", true),
            ("2026-04-27", false),
            ("2027-02-03", true),
            ("2027-02-04", false),
            ("2027-02-10", false),
            ("2027-02-11", true),
        ];
        for (day, works) in table {
            assert_eq!(vietnam().is_working(on(day)), works, "{day}");
        }
    }

    #[test]
    fn the_nearest_working_days_are_found() {
        let table = [
            // day, on or before, on or after, previous, next
            ("2026-11-18", "2026-11-18", "2026-11-18", "2026-11-17", "2026-11-19"),
            ("2026-11-20", "2026-11-20", "2026-11-20", "2026-11-19", "2026-11-23"),
            ("2026-11-21", "2026-11-20", "2026-11-23", "2026-11-20", "2026-11-23"),
            // Tết 2026: Saturday 14 to Sunday 22 February
            ("2026-02-13", "2026-02-13", "2026-02-13", "2026-02-12", "2026-02-23"),
            ("2026-02-17", "2026-02-13", "2026-02-23", "2026-02-13", "2026-02-23"),
            ("2026-02-23", "2026-02-23", "2026-02-23", "2026-02-13", "2026-02-24"),
            // Tết 2027: Thursday 4 to Wednesday 10 February
            ("2027-02-06", "2027-02-03", "2027-02-11", "2027-02-03", "2027-02-11"),
            // the worked Saturday, and the long weekend it pays for
            ("2026-08-22", "2026-08-22", "2026-08-22", "2026-08-21", "2026-08-24"),
            ("2026-08-21", "2026-08-21", "2026-08-21", "2026-08-20", "2026-08-22"),
            ("2026-08-31", "2026-08-28", "2026-09-03", "2026-08-28", "2026-09-03"),
            // over the end of the year
            ("2026-12-31", "2026-12-31", "2026-12-31", "2026-12-30", "2027-01-04"),
        ];
        let calendar = vietnam();
        for (day, on_or_before, on_or_after, previous, next) in table {
            let day = on(day);
            assert_eq!(calendar.on_or_before(day), on(on_or_before), "on or before {day}");
            assert_eq!(calendar.on_or_after(day), on(on_or_after), "on or after {day}");
            assert_eq!(calendar.previous_working(day), on(previous), "before {day}");
            assert_eq!(calendar.next_working(day), on(next), "after {day}");
        }
    }

    #[test]
    fn working_days_are_counted_from_the_next() {
        let table = [
            ("2026-11-18", 0, "2026-11-18"),
            ("2026-11-18", 2, "2026-11-20"),
            ("2026-11-18", 3, "2026-11-23"),
            ("2026-11-18", 4, "2026-11-25"),
            ("2026-11-20", 1, "2026-11-23"),
            ("2026-11-21", 0, "2026-11-21"),
            ("2026-11-21", 1, "2026-11-23"),
            ("2026-11-22", 1, "2026-11-23"),
            ("2026-02-12", 5, "2026-02-26"),
            ("2027-02-03", 1, "2027-02-11"),
            ("2026-08-20", 3, "2026-08-24"),
            ("2026-08-28", 2, "2026-09-04"),
        ];
        for (day, count, later) in table {
            assert_eq!(vietnam().add_working_days(on(day), count), on(later), "{day} + {count}");
        }
    }

    #[test]
    fn a_year_is_provisional_until_it_is_confirmed() {
        let table = [("2025-12-31", true), ("2026-01-01", false), ("2026-12-31", false), ("2027-01-01", true)];
        for (day, provisional) in table {
            assert_eq!(vietnam().is_provisional(on(day)), provisional, "{day}");
        }
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_endless_road() {
        let everything_off = Calendar::new([(NaiveDate::MAX, DayKind::Off), (NaiveDate::MIN, DayKind::Off)], []);
        assert_eq!(everything_off.on_or_after(NaiveDate::MAX), NaiveDate::MAX);
        assert_eq!(everything_off.next_working(NaiveDate::MAX), NaiveDate::MAX);
        assert_eq!(everything_off.previous_working(NaiveDate::MIN), NaiveDate::MIN);
    }
}
