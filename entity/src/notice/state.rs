//! Where a notice stands (design 5).

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

use crate::value::transition::{Refused, Transition};

/// Where a notice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// To be sent at its moment.
    Planned,
    /// Not sent, for a reason that is kept with it.
    Skipped,
    /// What it was planned for has changed: its anchor moved or its subject is gone.
    Void,
    /// Part of a mail; what became of it is what became of the mail.
    Mailed,
}

/// What happens to a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter)]
pub enum Event {
    /// A mail takes it in.
    Mail,
    /// There is a reason not to send it.
    Skip,
    /// What it was planned for has changed.
    Void,
}

impl State {
    /// What the event makes of this state.
    ///
    /// A mailed notice can still be skipped or voided, as long as its mail has not gone out: when a mail is claimed
    /// everything in it is looked up again. That the mail has not gone out is for the record to see, under the lock.
    pub fn after(self, event: Event) -> Result<Transition<Self>, Refused<Self, Event>> {
        use Transition::{AlreadyDone, To};
        let refused = Err(Refused { state: self, event });
        match event {
            Event::Mail => match self {
                Self::Planned => Ok(To(Self::Mailed)),
                Self::Mailed => Ok(AlreadyDone),
                Self::Skipped | Self::Void => refused,
            },
            Event::Skip => match self {
                Self::Planned | Self::Mailed => Ok(To(Self::Skipped)),
                Self::Skipped => Ok(AlreadyDone),
                Self::Void => refused,
            },
            Event::Void => match self {
                Self::Planned | Self::Mailed => Ok(To(Self::Void)),
                Self::Void => Ok(AlreadyDone),
                Self::Skipped => refused,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::{ActiveEnum, Iterable};

    use super::*;

    /// Every state by every event: the next state, `=` for already done, `-` for refused.
    const TABLE: [(State, [&str; 3]); 4] = [
        // Mail, Skip, Void
        (State::Planned, ["MAILED", "SKIPPED", "VOID"]),
        (State::Skipped, ["-", "=", "-"]),
        (State::Void, ["-", "-", "="]),
        (State::Mailed, ["=", "SKIPPED", "VOID"]),
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
