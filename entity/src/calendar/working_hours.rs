//! Working hours, in which answers are promised (P3): 08:00–12:00 and 13:00–17:00 of a working day, provider's zone.

use chrono::{NaiveDate, TimeDelta};

use super::{
    working_day::Calendar,
    zone::{self, PROVIDER_ZONE},
};
use crate::clock::Instant;

/// First and last hour of the morning and of the afternoon.
const SHIFTS: [(i64, i64); 2] = [(8, 12), (13, 17)];

/// The instant at which so many minutes of work have passed. Time outside working hours does not count, so the count
/// begins with the next opening; what ends exactly at a closing ends then, not at the next opening.
/// No minutes later is the instant itself, or the next opening.
pub fn add_working_minutes(from: Instant, minutes: u32, calendar: &Calendar) -> Instant {
    let mut left = TimeDelta::minutes(minutes.into());
    let mut day = calendar.on_or_after(zone::day_of(from, PROVIDER_ZONE));
    loop {
        for (opens_at, closes_at) in shifts(day) {
            let begin = from.max(opens_at);
            let worked = closes_at - begin;
            if left <= worked && begin < closes_at {
                return begin + left;
            }
            left -= worked.max(TimeDelta::zero());
        }
        let next = calendar.next_working(day);
        if next == day {
            return zone::end_of_day(day, PROVIDER_ZONE);
        }
        day = next;
    }
}

/// How many minutes of work lie between two instants, begun ones counted in full; none when the second is not later.
pub fn working_minutes_between(from: Instant, until: Instant, calendar: &Calendar) -> u32 {
    let mut worked = TimeDelta::zero();
    let mut day = calendar.on_or_after(zone::day_of(from, PROVIDER_ZONE));
    while zone::start_of_day(day, PROVIDER_ZONE) < until {
        for (opens_at, closes_at) in shifts(day) {
            worked += (until.min(closes_at) - from.max(opens_at)).max(TimeDelta::zero());
        }
        let next = calendar.next_working(day);
        if next == day {
            break;
        }
        day = next;
    }
    let minutes = (worked + TimeDelta::seconds(59)).num_minutes();
    u32::try_from(minutes).unwrap_or(u32::MAX)
}

fn shifts(day: NaiveDate) -> [(Instant, Instant); 2] {
    let midnight = zone::start_of_day(day, PROVIDER_ZONE);
    SHIFTS.map(|(opens, closes)| (midnight + TimeDelta::hours(opens), midnight + TimeDelta::hours(closes)))
}

#[cfg(test)]
mod tests {
    use super::{super::working_day::tests::vietnam, *};

    /// An instant by the clock on the provider's wall.
    fn at(wall: &str) -> Instant {
        format!("{wall}:00+07:00").parse().unwrap()
    }

    #[test]
    fn only_working_time_counts() {
        let table = [
            // Thursday 19 November 2026; Tuesday the 24th is a day off
            ("2026-11-19T09:00", 0, "2026-11-19T09:00"),
            ("2026-11-19T09:00", 90, "2026-11-19T10:30"),
            ("2026-11-19T09:00", 180, "2026-11-19T12:00"),
            ("2026-11-19T09:00", 181, "2026-11-19T13:01"),
            ("2026-11-19T09:00", 420, "2026-11-19T17:00"),
            ("2026-11-19T09:00", 421, "2026-11-20T08:01"),
            ("2026-11-19T09:00", 480, "2026-11-20T09:00"),
            ("2026-11-19T12:00", 60, "2026-11-19T14:00"),
            ("2026-11-19T12:30", 0, "2026-11-19T13:00"),
            ("2026-11-19T12:30", 60, "2026-11-19T14:00"),
            ("2026-11-19T05:00", 60, "2026-11-19T09:00"),
            ("2026-11-19T17:00", 0, "2026-11-20T08:00"),
            ("2026-11-19T23:59", 60, "2026-11-20T09:00"),
            ("2026-11-20T16:00", 120, "2026-11-23T09:00"),
            ("2026-11-21T10:00", 60, "2026-11-23T09:00"),
            ("2026-11-23T16:30", 60, "2026-11-25T08:30"),
            // Tết, and the worked Saturday
            ("2026-02-13T16:00", 120, "2026-02-23T09:00"),
            ("2027-02-03T16:59", 2, "2027-02-11T08:01"),
            ("2026-08-21T16:00", 120, "2026-08-22T09:00"),
            ("2026-08-22T16:00", 120, "2026-08-24T09:00"),
        ];
        for (from, minutes, until) in table {
            assert_eq!(add_working_minutes(at(from), minutes, &vietnam()), at(until), "{from} + {minutes}");
        }
    }

    #[test]
    fn what_lies_between_is_what_was_added() {
        let table = [
            ("2026-11-19T09:00", "2026-11-19T09:00", 0),
            ("2026-11-19T09:00", "2026-11-19T08:00", 0),
            ("2026-11-19T09:00", "2026-11-19T10:30", 90),
            ("2026-11-19T11:30", "2026-11-19T13:30", 60),
            ("2026-11-19T16:00", "2026-11-20T09:00", 120),
            ("2026-11-20T16:00", "2026-11-23T09:00", 120),
            ("2026-11-21T10:00", "2026-11-22T10:00", 0),
            ("2026-02-13T16:00", "2026-02-23T09:00", 120),
        ];
        for (from, until, minutes) in table {
            assert_eq!(working_minutes_between(at(from), at(until), &vietnam()), minutes, "{from} to {until}");
        }
        for minutes in [1, 59, 240, 241, 480, 481, 4_000] {
            let from = at("2026-11-19T09:17");
            let until = add_working_minutes(from, minutes, &vietnam());
            assert_eq!(working_minutes_between(from, until, &vietnam()), minutes);
        }
    }
}
