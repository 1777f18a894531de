//! Rule: what a job becomes when a try at it ends.

use crate::clock::Instant;
use crate::job::attempt::Outcome;
use crate::job::backoff::wait_before_next;
use crate::job::run::{Counts, Model};
use crate::job::state::{Event, State};
use crate::value::transition::Transition;
use chrono::TimeDelta;

/// Characters of an error that are kept.
const LONGEST_ERROR: usize = 2_000;

/// How a try ended, as the worker tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The duty is through.
    Done(Counts),
    /// The duty heard that it was called off, and stopped after so much.
    Cancelled(Counts),
    /// It failed in a way that may pass.
    Retry {
        /// What happened.
        reason: String,
        /// Any random number: spreads the waits of many that failed together.
        random: u32,
    },
    /// It failed for good.
    GiveUp(String),
    /// The worker goes down and gives it back untried, as far as the count of tries goes.
    GivenBack,
    /// Its worker was not heard of until the lease ran out.
    Lost,
}

/// What the row becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ending {
    pub state: State,
    pub outcome: Outcome,
    pub counts: Counts,
    pub error: Option<String>,
    pub attempts: i32,
    pub run_at: Instant,
}

impl Ending {
    /// What `job`, which is running, becomes by `end` at machine time `now`.
    pub fn of(job: &Model, end: End, now: Instant) -> Self {
        let still = Self {
            state: job.state,
            outcome: Outcome::Done,
            counts: job.counts(),
            error: job.error.clone(),
            attempts: job.attempts,
            run_at: job.run_at,
        };
        match end {
            End::Done(counts) => Self { counts, error: None, ..still }.become_by(Event::Finish),
            End::Cancelled(counts) => {
                Self { counts, error: None, outcome: Outcome::Cancelled, ..still }.become_by(Event::Cancel)
            }
            End::GiveUp(reason) => still.give_up(&reason),
            End::Retry { reason, random } => {
                let attempts = u32::try_from(job.attempts).unwrap_or(u32::MAX);
                let wait = TimeDelta::from_std(wait_before_next(attempts, random)).unwrap_or_default();
                let run_at = now.checked_add_signed(wait).unwrap_or(now);
                Self { outcome: Outcome::Retry, run_at, ..still }.try_again(job, &reason)
            }
            End::Lost => {
                let reason = format!("worker {} was not heard of any more", job.leased_by.as_deref().unwrap_or("?"));
                Self { outcome: Outcome::Lost, run_at: now, ..still }.try_again(job, &reason)
            }
            End::GivenBack => {
                let event = if job.cancel_requested { Event::Cancel } else { Event::Requeue };
                Self { outcome: Outcome::GivenBack, attempts: job.attempts.saturating_sub(1), ..still }.become_by(event)
            }
        }
    }

    fn try_again(self, job: &Model, reason: &str) -> Self {
        let failed = Self { error: Some(shortened(reason)), ..self };
        if job.cancel_requested {
            return Self { outcome: Outcome::Cancelled, ..failed }.become_by(Event::Cancel);
        }
        if job.attempts < job.max_attempts {
            return failed.become_by(Event::Requeue);
        }
        match failed.outcome {
            Outcome::Lost => failed.become_by(Event::GiveUp),
            Outcome::Done | Outcome::Retry | Outcome::GaveUp | Outcome::GivenBack | Outcome::Cancelled => {
                failed.give_up(reason)
            }
        }
    }

    fn give_up(self, reason: &str) -> Self {
        Self { outcome: Outcome::GaveUp, error: Some(shortened(reason)), ..self }.become_by(Event::GiveUp)
    }

    fn become_by(self, event: Event) -> Self {
        match self.state.after(event) {
            Ok(Transition::To(state)) => Self { state, ..self },
            // Only running entries end, and a running entry refuses none of these events.
            Ok(Transition::AlreadyDone) | Err(_) => self,
        }
    }
}

fn shortened(reason: &str) -> String {
    reason.chars().filter(|letter| *letter != '\0').take(LONGEST_ERROR).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::job::JobKind;
    use crate::value::id::JobId;

    fn now() -> Instant {
        "2026-03-02T01:00:00Z".parse().unwrap()
    }

    fn running(attempts: i32, cancel_requested: bool) -> Model {
        Model {
            id: JobId::new(),
            kind: JobKind::Remind,
            payload: serde_json::json!({}),
            key: None,
            slot_key: None,
            state: State::Running,
            run_at: now(),
            attempts,
            max_attempts: 3,
            leased_by: Some("w".to_owned()),
            lease_until: Some(now()),
            cancel_requested,
            requested_by: None,
            as_of: None,
            dry_run: false,
            done_count: 0,
            skipped_count: 0,
            failed_count: 0,
            error: None,
            created_at: now(),
            started_at: Some(now()),
            finished_at: None,
        }
    }

    fn retry() -> End {
        End::Retry { reason: "no answer".to_owned(), random: 0 }
    }

    #[test]
    fn every_end_of_a_first_a_last_and_a_called_off_try() {
        use Outcome::{Cancelled, Done, GaveUp, GivenBack, Lost, Retry};
        // end → state and outcome of try 1 of 3, of try 3 of 3, of a try that was called off
        let table = [
            (End::Done(Counts::done(2)), [(State::Done, Done), (State::Done, Done), (State::Done, Done)]),
            (
                End::Cancelled(Counts::done(1)),
                [(State::Cancelled, Cancelled), (State::Cancelled, Cancelled), (State::Cancelled, Cancelled)],
            ),
            (retry(), [(State::Queued, Retry), (State::Failed, GaveUp), (State::Cancelled, Cancelled)]),
            (End::GiveUp("no".to_owned()), [(State::Failed, GaveUp), (State::Failed, GaveUp), (State::Failed, GaveUp)]),
            (End::GivenBack, [(State::Queued, GivenBack), (State::Queued, GivenBack), (State::Cancelled, GivenBack)]),
            (End::Lost, [(State::Queued, Lost), (State::Failed, Lost), (State::Cancelled, Cancelled)]),
        ];
        for (end, expected) in table {
            let found = [running(1, false), running(3, false), running(1, true)].map(|job| {
                let ending = Ending::of(&job, end.clone(), now());
                (ending.state, ending.outcome)
            });
            assert_eq!(found, expected, "{end:?}");
        }
    }

    #[test]
    fn a_retry_waits_longer_each_time_and_what_is_given_back_costs_no_try() {
        for (attempts, seconds) in [(1, 5), (2, 10)] {
            let ending = Ending::of(&running(attempts, false), retry(), now());
            assert_eq!((ending.run_at - now()).num_seconds(), seconds);
            assert_eq!(ending.attempts, attempts);
        }
        let back = Ending::of(&running(2, false), End::GivenBack, now());
        assert_eq!((back.attempts, back.run_at), (1, now()));
    }
}
