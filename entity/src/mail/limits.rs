//! Rule: how much reminding a customer gets in a day (design 5). Never touches invitations, password resets, payment
//! requests and the like: those go out whatever else does.

use crate::calendar::working_day::Calendar;
use crate::clock::Instant;
use chrono::{NaiveDate, TimeDelta};
use std::iter::successors;

/// Reminder mails to one customer on one day, at most; those resent by a person count.
pub const DAILY_CAP: usize = 3;

/// Days from one reminder mail of a group to the next: never two on one day.
pub const MINIMUM_GAP_DAYS: u64 = 1;

/// How many days ahead a free one is looked for; after so many full days the cap no longer holds a mail back.
const FARTHEST: usize = 60;

/// A reminder mail to the customer that went out or is on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// What it was one with: a customer's payments, a contract's warranties.
    pub group: String,
    /// On which day.
    pub on: NaiveDate,
}

/// The first day from `from` on, on which a reminder mail of that group may go to the customer: `from` itself, or a
/// later working day.
pub fn first_free_day(group: &str, from: NaiveDate, sent: &[Sent], calendar: &Calendar) -> NaiveDate {
    successors(Some(from), |day| Some(calendar.next_working(*day)))
        .take(FARTHEST)
        .find(|day| is_free(group, *day, sent))
        .unwrap_or(from)
}

/// The same time of day on a later day.
pub(super) fn later_by(now: Instant, today: NaiveDate, on: NaiveDate) -> Instant {
    let days = on.signed_duration_since(today).num_days().max(0);
    now.checked_add_signed(TimeDelta::days(days)).unwrap_or(now)
}

fn is_free(group: &str, day: NaiveDate, sent: &[Sent]) -> bool {
    let too_near = |mail: &Sent| mail.group == group && days_between(mail.on, day) < MINIMUM_GAP_DAYS;
    !sent.iter().any(too_near) && sent.iter().filter(|mail| mail.on == day).count() < DAILY_CAP
}

/// Days between two days, in either direction.
fn days_between(one: NaiveDate, other: NaiveDate) -> u64 {
    one.signed_duration_since(other).num_days().unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::working_day::tests::{on, vietnam};

    /// From which day, what was sent when, and the first free day.
    type Case = (&'static str, &'static [(&'static str, &'static str)], &'static str);

    #[test]
    fn a_reminder_waits_for_a_free_working_day() {
        let table: [Case; 8] = [
            // from, sent, free; Friday is 2026-03-06
            ("2026-03-05", &[], "2026-03-05"),
            ("2026-03-07", &[], "2026-03-07"),
            ("2026-03-05", &[("payments", "2026-03-04")], "2026-03-05"),
            ("2026-03-05", &[("payments", "2026-03-05")], "2026-03-06"),
            ("2026-03-06", &[("payments", "2026-03-06")], "2026-03-09"),
            ("2026-03-05", &[("a", "2026-03-05"), ("b", "2026-03-05")], "2026-03-05"),
            ("2026-03-05", &[("a", "2026-03-05"), ("b", "2026-03-05"), ("c", "2026-03-05")], "2026-03-06"),
            (
                "2026-03-05",
                &[("a", "2026-03-05"), ("a", "2026-03-05"), ("a", "2026-03-05"), ("payments", "2026-03-06")],
                "2026-03-09",
            ),
        ];
        for (from, sent, free) in table {
            let sent: Vec<Sent> =
                sent.iter().map(|(group, day)| Sent { group: (*group).to_owned(), on: on(day) }).collect();
            assert_eq!(first_free_day("payments", on(from), &sent, &vietnam()), on(free), "{from} {sent:?}");
        }
    }
}
