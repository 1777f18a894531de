//! Waiting longer after each failure.

use std::time::Duration;

/// How long to wait before the next try: twice as long after each failure, up to a limit, spread so that many that
/// failed together do not come back together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    first_seconds: u64,
    most_seconds: u64,
}

impl Backoff {
    /// Starts at `first_seconds` and never waits longer than `most_seconds`.
    pub const fn new(first_seconds: u64, most_seconds: u64) -> Self {
        Self { first_seconds, most_seconds }
    }

    /// The wait after so many failed attempts (1 or more).
    ///
    /// `random` is any random number: it shortens the wait by up to a quarter, so that the limit holds.
    pub fn wait(self, attempts: u32, random: u32) -> Duration {
        let doubled = 2_u64.saturating_pow(attempts.saturating_sub(1));
        let whole = self.first_seconds.saturating_mul(doubled).min(self.most_seconds);
        Duration::from_secs(whole - u64::from(random) % (whole / 4 + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_doubles_up_to_its_limit() {
        let backoff = Backoff::new(10, 3_600);
        let table =
            [(0, 10), (1, 10), (2, 20), (3, 40), (9, 2_560), (10, 3_600), (11, 3_600), (64, 3_600), (u32::MAX, 3_600)];
        for (attempts, seconds) in table {
            assert_eq!(backoff.wait(attempts, 0), Duration::from_secs(seconds), "{attempts}");
        }
    }

    #[test]
    fn chance_shortens_it_by_at_most_a_quarter() {
        let backoff = Backoff::new(100, 3_600);
        for (random, seconds) in [(0, 100), (1, 99), (25, 75), (26, 100), (u32::MAX, 79)] {
            assert_eq!(backoff.wait(1, random), Duration::from_secs(seconds), "{random}");
        }
    }
}
