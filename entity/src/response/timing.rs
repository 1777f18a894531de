//! Rule: by when an answer is promised, and how much of that is left while the clock stands still (P3).

use crate::calendar::working_day::Calendar;
use crate::calendar::working_hours::{add_working_minutes, working_minutes_between};
use crate::clock::Instant;

/// Minutes in an hour.
const HOUR: u32 = 60;

/// By when something that came in now is answered, within so many working hours.
pub fn answer_by(now: Instant, hours: u32, calendar: &Calendar) -> Instant {
    add_working_minutes(now, hours.saturating_mul(HOUR), calendar)
}

/// How many working minutes are left of a clock that begins to stand still; none when it has run out.
pub fn minutes_left(now: Instant, answer_by: Instant, calendar: &Calendar) -> u32 {
    working_minutes_between(now, answer_by, calendar)
}

/// By when it is to be answered when it goes on with so many working minutes left.
pub fn goes_on(now: Instant, minutes_left: u32, calendar: &Calendar) -> Instant {
    add_working_minutes(now, minutes_left, calendar)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::working_day::tests::vietnam;

    fn at(wall: &str) -> Instant {
        format!("{wall}:00+07:00").parse().unwrap()
    }

    #[test]
    fn waiting_for_the_customer_costs_the_provider_nothing() {
        // came in, hours, stood still from, went on, answer by
        let table = [
            ("2026-11-19T09:00", 8, "2026-11-19T10:00", "2026-11-19T11:00", "2026-11-20T10:00"),
            ("2026-11-19T09:00", 8, "2026-11-19T16:00", "2026-11-23T08:00", "2026-11-23T10:00"),
            // Overnight and over a day off nothing is lost either.
            ("2026-11-20T16:00", 2, "2026-11-20T18:00", "2026-11-25T05:00", "2026-11-25T09:00"),
            // Asked after it had run out: due at once.
            ("2026-11-19T09:00", 2, "2026-11-19T15:00", "2026-11-20T09:00", "2026-11-20T09:00"),
        ];
        for (came, hours, still, on, expected) in table {
            let calendar = vietnam();
            let left = minutes_left(at(still), answer_by(at(came), hours, &calendar), &calendar);
            assert_eq!(goes_on(at(on), left, &calendar), at(expected), "{came} {hours} {still} {on}");
        }
    }
}
