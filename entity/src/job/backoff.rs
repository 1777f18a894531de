//! When a job that failed is tried again (design 6).

use std::time::Duration;

use crate::value::backoff::Backoff;

const BACKOFF: Backoff = Backoff::new(5, 3_600);

/// How long to wait after so many attempts: five seconds, doubling up to an hour, shortened by chance by at most a
/// quarter. How often a job is tried at all is the job's own `max_attempts`.
pub fn wait_before_next(attempts: u32, random: u32) -> Duration {
    BACKOFF.wait(attempts, random)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_an_hour() {
        for (attempts, seconds) in [(1, 5), (2, 10), (3, 20), (10, 2_560), (11, 3_600), (100, 3_600)] {
            assert_eq!(wait_before_next(attempts, 0).as_secs(), seconds, "{attempts}");
        }
    }
}
