//! Periods of time as the Vietnamese civil code counts them (art. 147–148).

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::working_day::Calendar;

/// How long something agreed lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Period {
    /// So many days, working or not.
    Days(u32),
    /// So many weeks.
    Weeks(u32),
    /// So many months.
    Months(u32),
    /// So many years.
    Years(u32),
}

/// The period ends beyond the days a calendar can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a period of {period:?} from {from} ends beyond the calendar")]
pub struct BeyondCalendar {
    /// The day it was counted from.
    pub from: NaiveDate,
    /// How long it was to last.
    pub period: Period,
}

impl Period {
    /// The day the count arrives at, day off or not.
    ///
    /// The first day is not counted (art. 147). Weeks end on the same weekday, months and years on the same day of the
    /// month, or on the month's last day where it has no such day (art. 148): a month from 31 January is 28 or 29 February.
    pub fn counted_from(self, from: NaiveDate) -> Result<NaiveDate, BeyondCalendar> {
        let counted = match self {
            Self::Days(days) => from.checked_add_days(Days::new(days.into())),
            Self::Weeks(weeks) => from.checked_add_days(Days::new(u64::from(weeks) * 7)),
            Self::Months(months) => from.checked_add_months(Months::new(months)),
            Self::Years(years) => years.checked_mul(12).and_then(|months| from.checked_add_months(Months::new(months))),
        };
        counted.ok_or(BeyondCalendar { from, period: self })
    }

    /// The last day of the period, until its end at midnight: the day the count arrives at, or the next working day if
    /// that is a day off (art. 148 clauses 5 and 6).
    pub fn ends_on(self, from: NaiveDate, calendar: &Calendar) -> Result<NaiveDate, BeyondCalendar> {
        self.counted_from(from).map(|day| calendar.on_or_after(day))
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::working_day::tests::{on, vietnam},
        Period::*,
        *,
    };

    #[test]
    fn periods_end_as_the_civil_code_says() {
        let table = [
            // from, period, counted to, ends on
            ("2026-03-02", Days(0), "2026-03-02", "2026-03-02"),
            ("2026-03-02", Days(1), "2026-03-03", "2026-03-03"),
            ("2026-03-02", Days(10), "2026-03-12", "2026-03-12"),
            ("2026-03-02", Days(12), "2026-03-14", "2026-03-16"),
            ("2026-03-02", Days(13), "2026-03-15", "2026-03-16"),
            ("2026-03-04", Weeks(1), "2026-03-11", "2026-03-11"),
            ("2026-03-07", Weeks(2), "2026-03-21", "2026-03-23"),
            // months: same day, clamped, leap years
            ("2026-01-15", Months(1), "2026-02-15", "2026-02-23"),
            ("2026-01-31", Months(1), "2026-02-28", "2026-03-02"),
            ("2028-01-31", Months(1), "2028-02-29", "2028-02-29"),
            ("2026-03-31", Months(1), "2026-04-30", "2026-05-04"),
            ("2026-03-31", Months(2), "2026-05-31", "2026-06-01"),
            ("2026-02-28", Months(1), "2026-03-28", "2026-03-30"),
            ("2026-10-31", Months(4), "2027-02-28", "2027-03-01"),
            ("2026-12-31", Months(2), "2027-02-28", "2027-03-01"),
            ("2024-02-29", Years(1), "2025-02-28", "2025-02-28"),
            ("2024-02-29", Years(4), "2028-02-29", "2028-02-29"),
            ("2026-11-20", Years(1), "2027-11-20", "2027-11-22"),
            // Tết 2026 (14–22 February) and 2027 (4–10 February)
            ("2026-02-10", Days(6), "2026-02-16", "2026-02-23"),
            ("2026-02-10", Days(10), "2026-02-20", "2026-02-23"),
            ("2027-01-29", Days(7), "2027-02-05", "2027-02-11"),
            ("2027-01-06", Months(1), "2027-02-06", "2027-02-11"),
            // the worked Saturday, and the Monday it was swapped for
            ("2026-08-15", Weeks(1), "2026-08-22", "2026-08-22"),
            ("2026-08-24", Weeks(1), "2026-08-31", "2026-09-03"),
            ("2026-07-31", Months(1), "2026-08-31", "2026-09-03"),
            // over the new year
            ("2026-12-02", Days(30), "2027-01-01", "2027-01-04"),
        ];
        for (from, period, counted, ends) in table {
            assert_eq!(period.counted_from(on(from)), Ok(on(counted)), "{from} + {period:?}");
            assert_eq!(period.ends_on(on(from), &vietnam()), Ok(on(ends)), "{from} + {period:?}");
        }
    }

    #[test]
    fn what_no_calendar_can_hold_is_refused() {
        for period in [Days(u32::MAX), Weeks(u32::MAX), Months(u32::MAX), Years(u32::MAX)] {
            let from = on("2026-03-02");
            assert_eq!(period.counted_from(from), Err(BeyondCalendar { from, period }));
        }
    }
}
