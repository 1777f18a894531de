//! What is still owed, and how it stands on a day (C5).

use chrono::NaiveDate;

use crate::value::money::{Money, MoneyError};

/// How an instalment stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Nothing is owed of it.
    Settled,
    /// It falls due on a later day, or after an event that has not happened yet.
    NotYetDue,
    /// It is due on this day.
    Due,
    /// Its due day has passed.
    Overdue {
        /// For how many days: 1 on the day after.
        days: i64,
    },
}

/// What is still owed of an instalment: its amount without what payments were allocated to it and not reversed.
pub fn outstanding(amount: Money, allocated: impl IntoIterator<Item = Money>) -> Result<Money, MoneyError> {
    amount.minus(Money::sum(amount.currency(), allocated)?)
}

/// How an instalment of which so much is outstanding stands on a day of the provider's zone.
/// The due day is the one rolled to a working day, and counts in full: overdue begins the day after.
pub fn standing(outstanding: Money, due_on: NaiveDate, today: NaiveDate) -> Standing {
    if !outstanding.is_positive() {
        return Standing::Settled;
    }
    match today.signed_duration_since(due_on).num_days() {
        ..0 => Standing::NotYetDue,
        0 => Standing::Due,
        days => Standing::Overdue { days },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{calendar::working_day::tests::on, value::currency::Currency};

    #[test]
    fn what_was_allocated_is_no_longer_owed() {
        let table: [(i64, &[i64], i64); 4] =
            [(100, &[], 100), (100, &[60], 40), (100, &[60, 40], 0), (100, &[60, 50], -10)];
        for (amount, allocated, owed) in table {
            let allocated = allocated.iter().copied().map(Money::vnd);
            assert_eq!(outstanding(Money::vnd(amount), allocated), Ok(Money::vnd(owed)));
        }
        assert!(outstanding(Money::vnd(100), [Money::new(1, Currency::Usd)]).is_err());
    }

    #[test]
    fn an_instalment_stands_differently_each_day() {
        let table = [
            (40, "2026-03-01", Standing::NotYetDue),
            (40, "2026-03-02", Standing::Due),
            (40, "2026-03-03", Standing::Overdue { days: 1 }),
            (40, "2027-03-02", Standing::Overdue { days: 365 }),
            (0, "2026-03-01", Standing::Settled),
            (0, "2026-03-03", Standing::Settled),
            (-10, "2026-03-03", Standing::Settled),
        ];
        for (owed, today, expected) in table {
            assert_eq!(standing(Money::vnd(owed), on("2026-03-02"), on(today)), expected, "{owed} {today}");
        }
    }
}
