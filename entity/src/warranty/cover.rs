//! What the warranty covers, and until when (P5, S7).

use chrono::NaiveDate;
use thiserror::Error;

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

/// Why a defect is not covered: the rule the answer to a claim names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotCovered {
    /// It showed before the deliverable was accepted: it belongs to the acceptance, not to the warranty.
    #[error("the defect showed on {on}, before the acceptance on {from_on}")]
    BeforeAcceptance {
        /// The day of the defect.
        on: NaiveDate,
        /// The day of acceptance.
        from_on: NaiveDate,
    },
    /// It showed after the warranty had ended.
    #[error("the defect showed on {on}, the last covered day was {last_covered_on}")]
    AfterLastDay {
        /// The day of the defect.
        on: NaiveDate,
        /// The last covered day.
        last_covered_on: NaiveDate,
    },
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

    /// Whether a defect that shows on that day is covered.
    pub fn is_covered(&self, on: NaiveDate) -> bool {
        self.verdict(on).is_ok()
    }

    /// The verdict on a defect that showed on that day, with the rule that excludes it.
    pub fn verdict(&self, on: NaiveDate) -> Result<(), NotCovered> {
        let Self { from_on, last_covered_on } = *self;
        if on < from_on {
            Err(NotCovered::BeforeAcceptance { on, from_on })
        } else if on > last_covered_on {
            Err(NotCovered::AfterLastDay { on, last_covered_on })
        } else {
            Ok(())
        }
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
    fn the_verdict_names_the_rule() {
        let cover = Cover::of(on("2026-03-15"), 12, &vietnam()).unwrap().unwrap();
        let (from_on, last_covered_on) = (cover.from_on, cover.last_covered_on);
        let table = [
            ("2026-03-14", Err(NotCovered::BeforeAcceptance { on: on("2026-03-14"), from_on })),
            ("2026-03-15", Ok(())),
            ("2026-03-16", Ok(())),
            ("2027-03-15", Ok(())),
            ("2027-03-16", Err(NotCovered::AfterLastDay { on: on("2027-03-16"), last_covered_on })),
        ];
        for (day, verdict) in table {
            assert_eq!(cover.verdict(on(day)), verdict);
            assert_eq!(cover.is_covered(on(day)), verdict.is_ok());
        }
    }
}
