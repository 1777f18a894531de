//! When a mail that could not be handed over is tried again (design 5).

use std::time::Duration;

use crate::value::backoff::Backoff;

/// After so many attempts, about a day, a mail that never left is FAILED and stands before a person.
pub const MOST_ATTEMPTS: u32 = 30;

const BACKOFF: Backoff = Backoff::new(60, 3_600);

/// How long to wait after so many attempts that certainly sent nothing: a minute, doubling up to an hour, shortened
/// by chance by at most a quarter. None after [`MOST_ATTEMPTS`]: give up.
pub fn wait_before_next(attempts: u32, random: u32) -> Option<Duration> {
    (attempts < MOST_ATTEMPTS).then(|| BACKOFF.wait(attempts, random))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_tried_for_about_a_day() {
        let table = [(1, Some(60)), (2, Some(120)), (6, Some(1_920)), (7, Some(3_600)), (29, Some(3_600)), (30, None)];
        for (attempts, seconds) in table {
            assert_eq!(wait_before_next(attempts, 0), seconds.map(Duration::from_secs), "{attempts}");
        }
        let whole: Duration = (1..).map_while(|attempts| wait_before_next(attempts, 0)).sum();
        assert_eq!(whole.as_secs() / 3_600, 24);
    }
}
