//! Where a mail stands, so that nothing is handed over twice and nothing is lost unseen (design 5).

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

use crate::value::transition::{Refused, Transition};

/// Where a mail stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// To be sent; certainly not sent so far.
    Planned,
    /// One worker is talking to the mail server about it.
    Claimed,
    /// The mail server has taken it, and its answer is kept.
    HandedOver,
    /// It will not be sent, in the server's words or because every try failed.
    Failed,
    /// It may have been handed over or not: a person decides, it is never sent again by itself.
    Unknown,
    /// It came back.
    Bounced,
    /// All it had to say was voided or skipped before it was sent.
    Void,
}

/// What happens to a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter)]
pub enum Event {
    /// A worker takes it to send it.
    Claim,
    /// The server has taken it.
    HandOver,
    /// This try certainly sent nothing and another may succeed.
    Release,
    /// The server refuses it for good, or the tries are used up.
    Fail,
    /// Nobody can say whether the server has taken it.
    Doubt,
    /// It came back.
    Bounce,
    /// It has nothing to say any more.
    Void,
}

impl State {
    /// What the event makes of this state.
    ///
    /// Claiming is never `AlreadyDone`: a claim belongs to one worker. The late answer of a claim that was given up as
    /// unknown still settles it, in each direction. A claimed mail cannot be voided: it may be on its way.
    pub fn after(self, event: Event) -> Result<Transition<Self>, Refused<Self, Event>> {
        use State::{Bounced, Claimed, Failed, HandedOver, Planned, Unknown, Void};
        use Transition::{AlreadyDone, To};
        let refused = Err(Refused { state: self, event });
        match event {
            Event::Claim => match self {
                Planned => Ok(To(Claimed)),
                Claimed | HandedOver | Failed | Unknown | Bounced | Void => refused,
            },
            Event::HandOver => match self {
                Claimed | Unknown => Ok(To(HandedOver)),
                HandedOver | Bounced => Ok(AlreadyDone),
                Planned | Failed | Void => refused,
            },
            Event::Release => match self {
                Claimed | Unknown => Ok(To(Planned)),
                Planned => Ok(AlreadyDone),
                HandedOver | Failed | Bounced | Void => refused,
            },
            Event::Fail => match self {
                Planned | Claimed | Unknown => Ok(To(Failed)),
                Failed => Ok(AlreadyDone),
                HandedOver | Bounced | Void => refused,
            },
            Event::Doubt => match self {
                Claimed => Ok(To(Unknown)),
                Unknown => Ok(AlreadyDone),
                Planned | HandedOver | Failed | Bounced | Void => refused,
            },
            Event::Bounce => match self {
                HandedOver | Unknown => Ok(To(Bounced)),
                Bounced => Ok(AlreadyDone),
                Planned | Claimed | Failed | Void => refused,
            },
            Event::Void => match self {
                Planned => Ok(To(Void)),
                Void => Ok(AlreadyDone),
                Claimed | HandedOver | Failed | Unknown | Bounced => refused,
            },
        }
    }

    /// Whether a person may ask for it to be sent again, as a new mail: it was not handed over, or nobody knows, or it
    /// did not arrive, or it is wanted twice.
    pub const fn may_be_resent(self) -> bool {
        match self {
            Self::HandedOver | Self::Failed | Self::Unknown | Self::Bounced => true,
            Self::Planned | Self::Claimed | Self::Void => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::{ActiveEnum, Iterable};

    use super::*;

    /// Every state by every event: the next state, `=` for already done, `-` for refused.
    const TABLE: [(State, [&str; 7]); 7] = [
        // Claim, HandOver, Release, Fail, Doubt, Bounce, Void
        (State::Planned, ["CLAIMED", "-", "=", "FAILED", "-", "-", "VOID"]),
        (State::Claimed, ["-", "HANDED_OVER", "PLANNED", "FAILED", "UNKNOWN", "-", "-"]),
        (State::HandedOver, ["-", "=", "-", "-", "-", "BOUNCED", "-"]),
        (State::Failed, ["-", "-", "-", "=", "-", "-", "-"]),
        (State::Unknown, ["-", "HANDED_OVER", "PLANNED", "FAILED", "=", "BOUNCED", "-"]),
        (State::Bounced, ["-", "=", "-", "-", "-", "=", "-"]),
        (State::Void, ["-", "-", "-", "-", "-", "-", "="]),
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

    #[test]
    fn what_was_handed_over_never_goes_out_again() {
        let mut reached = vec![State::HandedOver];
        while let Some(state) = reached.pop() {
            assert!(!matches!(state, State::Planned | State::Claimed));
            reached.extend(Event::iter().filter_map(|event| match state.after(event) {
                Ok(Transition::To(next)) => Some(next),
                Ok(Transition::AlreadyDone) | Err(_) => None,
            }));
        }
    }
}
