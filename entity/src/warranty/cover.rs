//! What the warranty covers, and until when (P5, S7).

use chrono::NaiveDate;

use crate::calendar::{
    period::{BeyondCalendar, Period},
    working_day::Calendar,
};

/// The days on which a deliverable is covered: from its acceptance to the last covered day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cover {
    /// The day of acceptance.
    pub from_on: NaiveDate,
    /// The last covered day, until midnight in the provider's zone.
    pub last_covered_on: NaiveDate,
}

impl Cover {
    /// The cover of a deliverable accepted on that day under a warranty of so many months; none without a warranty.
    ///
    /// Civil code art. 147–148: the day of acceptance is not counted, so twelve months from 2026-03-15 run to the end of
    /// 2027-03-15; a month without such a day ends on its last. A warranty is a period like any other: when its last
    /// day is a day off it ends with the next working day (art. 148 clause 5), on which a claim can be received.
    pub fn of(accepted_on: NaiveDate, months: u32, calendar: &Calendar) -> Result<Option<Self>, BeyondCalendar> {
        if months == 0 {
            return Ok(None);
        }
        let last_covered_on = Period::Months(months).ends_on(accepted_on, calendar)?;
        Ok(Some(Self { from_on: accepted_on, last_covered_on }))
    }

    /// The cover of work that was redone: so many days from the day it was handed over, which is covered itself.
    pub fn following_on(redone_on: NaiveDate, days: u32, calendar: &Calendar) -> Result<Self, BeyondCalendar> {
        let last_covered_on = Period::Days(days).ends_on(redone_on, calendar)?;
        Ok(Self { from_on: redone_on, last_covered_on })
    }

    /// Whether a defect that shows on that day is covered.
    pub fn is_covered(&self, on: NaiveDate) -> bool {
        (self.from_on..=self.last_covered_on).contains(&on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::working_day::tests::{on, vietnam};

    #[test]
    fn the_last_covered_day_follows_the_civil_code() {
        let table = [
            ("2026-03-15", 12, "2027-03-15"),
            ("2026-01-31", 1, "2026-03-02"),
            ("2026-08-31", 6, "2027-03-01"),
            ("2028-02-29", 12, "2029-02-28"),
            ("2026-02-28", 24, "2028-02-28"),
            ("2026-11-20", 12, "2027-11-22"),
            // ends in Tết 2027
            ("2026-02-06", 12, "2027-02-11"),
            // ends on the worked Saturday, and on the Monday it was swapped for
            ("2026-05-22", 3, "2026-08-22"),
            ("2026-05-31", 3, "2026-09-03"),
        ];
        for (accepted, months, last) in table {
            let cover = Cover::of(on(accepted), months, &vietnam()).unwrap().unwrap();
            assert_eq!(cover, Cover { from_on: on(accepted), last_covered_on: on(last) }, "{accepted} + {months}");
        }
    }

    #[test]
    fn without_a_warranty_there_is_no_cover() {
        assert_eq!(Cover::of(on("2026-03-15"), 0, &vietnam()), Ok(None));
        assert!(Cover::of(on("2026-03-15"), u32::MAX, &vietnam()).is_err());
    }

    #[test]
    fn redone_work_is_covered_in_days() {
        // 90 days from 20 November 2026 are 18 February 2027, a Thursday; 20 days end on a Thursday, 22 on a Saturday.
        let table = [(90, "2027-02-18"), (20, "2026-12-10"), (22, "2026-12-14")];
        for (days, last) in table {
            let cover = Cover::following_on(on("2026-11-20"), days, &vietnam()).unwrap();
            assert_eq!(cover, Cover { from_on: on("2026-11-20"), last_covered_on: on(last) }, "{days}");
        }
    }

    #[test]
    fn both_ends_are_covered() {
        let cover = Cover::of(on("2026-03-15"), 12, &vietnam()).unwrap().unwrap();
        let table = [("2026-03-14", false), ("2026-03-15", true), ("2027-03-15", true), ("2027-03-16", false)];
        for (day, is_covered) in table {
            assert_eq!(cover.is_covered(on(day)), is_covered, "{day}");
        }
    }
}
