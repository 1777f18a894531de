//! Rule: how many failed attempts are let through, per account and per address.

use crate::clock::Instant;
use chrono::TimeDelta;

/// Failures counted since the start of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failures {
    /// How many.
    pub count: i32,
    /// Since when.
    pub since: Instant,
}

/// How much is let through in a window of fifteen minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Failures at most; the next attempt waits for the window's end.
    pub failures: i32,
}

/// For one account: guessing one password.
pub const PER_ACCOUNT: Allowance = Allowance { failures: 10 };
/// For one network address: trying many accounts. Offices share an address, so it is wider.
pub const PER_ADDRESS: Allowance = Allowance { failures: 50 };

const WINDOW: TimeDelta = TimeDelta::minutes(15);

impl Allowance {
    /// How long an attempt has to wait; `None` when it may be made.
    pub fn wait(self, failures: Option<Failures>, now: Instant) -> Option<TimeDelta> {
        let failures = failures.filter(|failures| !is_over(*failures, now))?;
        (failures.count >= self.failures).then(|| WINDOW - (now - failures.since))
    }
}

/// The count with one more failure: in the running window, or the first of a new one.
pub fn one_more(failures: Option<Failures>, now: Instant) -> Failures {
    match failures.filter(|failures| !is_over(*failures, now)) {
        Some(running) => Failures { count: running.count.saturating_add(1), since: running.since },
        None => Failures { count: 1, since: now },
    }
}

/// The moment before which windows are over and their rows can go.
pub fn forgotten_before(now: Instant) -> Instant {
    now - WINDOW
}

fn is_over(failures: Failures, now: Instant) -> bool {
    now - failures.since >= WINDOW
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eleventh_attempt_waits_for_the_window_to_end() {
        let start: Instant = "2026-03-02T01:00:00Z".parse().unwrap();
        let mut failures = None;
        for _ in 0..10 {
            assert_eq!(PER_ACCOUNT.wait(failures, start), None);
            failures = Some(one_more(failures, start));
        }
        let later = start + TimeDelta::minutes(5);
        assert_eq!(PER_ACCOUNT.wait(failures, later), Some(TimeDelta::minutes(10)));
        assert_eq!(PER_ADDRESS.wait(failures, later), None);
        let over = start + TimeDelta::minutes(15);
        assert_eq!(PER_ACCOUNT.wait(failures, over), None);
        assert_eq!(one_more(failures, over), Failures { count: 1, since: over });
    }
}
