//! Where a job stands (design 6).

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

use crate::value::transition::{Refused, Transition};

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Waiting for its moment and a worker.
    Queued,
    /// Leased by a worker.
    Running,
    /// Done.
    Done,
    /// Given up; a person may retry it.
    Failed,
    /// Called off by a person, who may retry it.
    Cancelled,
}

/// What happens to a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter)]
pub enum Event {
    /// A worker takes it: it was waiting, or the lease of whoever had it ran out.
    Claim,
    /// The worker is through.
    Finish,
    /// The worker could not do it now, or gives it back: it waits for another try.
    Requeue,
    /// It cannot be done, or the tries are used up.
    GiveUp,
    /// It is called off: at once while it waits, at its next item while it runs.
    Cancel,
    /// A person wants it tried again.
    Retry,
}

impl State {
    /// What the event makes of this state. Whether a claim of a running job is due, and whether an answer comes from
    /// the present lease, is for the record to see.
    pub fn after(self, event: Event) -> Result<Transition<Self>, Refused<Self, Event>> {
        use State::{Cancelled, Done, Failed, Queued, Running};
        use Transition::{AlreadyDone, To};
        let refused = Err(Refused { state: self, event });
        match event {
            Event::Claim => match self {
                Queued | Running => Ok(To(Running)),
                Done | Failed | Cancelled => refused,
            },
            Event::Finish => match self {
                Running => Ok(To(Done)),
                Done => Ok(AlreadyDone),
                Queued | Failed | Cancelled => refused,
            },
            Event::Requeue => match self {
                Running => Ok(To(Queued)),
                Queued => Ok(AlreadyDone),
                Done | Failed | Cancelled => refused,
            },
            Event::GiveUp => match self {
                Queued | Running => Ok(To(Failed)),
                Failed => Ok(AlreadyDone),
                Done | Cancelled => refused,
            },
            Event::Cancel => match self {
                Queued | Running => Ok(To(Cancelled)),
                Cancelled => Ok(AlreadyDone),
                Done | Failed => refused,
            },
            Event::Retry => match self {
                Failed | Cancelled => Ok(To(Queued)),
                Queued => Ok(AlreadyDone),
                Running | Done => refused,
            },
        }
    }

    /// Whether the worker is through with it, in whichever way.
    pub const fn is_over(self) -> bool {
        match self {
            Self::Done | Self::Failed | Self::Cancelled => true,
            Self::Queued | Self::Running => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::{ActiveEnum, Iterable};

    use super::*;

    /// Every state by every event: the next state, `=` for already done, `-` for refused.
    const TABLE: [(State, [&str; 6]); 5] = [
        // Claim, Finish, Requeue, GiveUp, Cancel, Retry
        (State::Queued, ["RUNNING", "-", "=", "FAILED", "CANCELLED", "="]),
        (State::Running, ["RUNNING", "DONE", "QUEUED", "FAILED", "CANCELLED", "-"]),
        (State::Done, ["-", "=", "-", "-", "-", "-"]),
        (State::Failed, ["-", "-", "-", "=", "-", "QUEUED"]),
        (State::Cancelled, ["-", "-", "-", "-", "=", "QUEUED"]),
    ];

    #[test]
    fn every_state_answers_every_event() {
        assert!(TABLE.iter().map(|(state, _)| *state).eq(State::iter()));
        for (state, row) in TABLE {
            for (event, expected) in Event::iter().zip(row) {
                let answer = match state.after(event) {
                    Ok(Transition::To(next)) => next.to_value(),
                    Ok(Transition::AlreadyDone) => "=".to_owned(),
                    Err(_) => "-".to_owned(),
                };
                assert_eq!(answer, expected, "{event:?} in {state:?}");
            }
        }
    }
}
