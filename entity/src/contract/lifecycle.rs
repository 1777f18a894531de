//! The life of a contract (design 4): its states, what moves it on, and the step of the terms each state is in.

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

use crate::value::transition::{Refused, Transition};

/// Where a contract stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Lifecycle {
    /// Agreed on, not yet signed by both.
    Draft,
    /// Signed by both; what is due on signature is awaited.
    Signed,
    /// The work is under way.
    Deploying,
    /// The work is done and reported; acceptance is asked for.
    Finished,
    /// Accepted by the customer; in warranty.
    Accepted,
    /// Everything is settled and the warranty is over.
    Closed,
    /// Given up before it was signed.
    Cancelled,
    /// Ended early after signing, and settled.
    Terminated,
}

/// What happens to a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter)]
pub enum Event {
    /// Both parties have signed (S2).
    Sign,
    /// The work begins (S4).
    Start,
    /// The provider reports the work done and asks for acceptance (S5).
    Finish,
    /// The customer accepts (S6).
    Accept,
    /// The customer does not accept: work goes on (S6).
    RejectCompletion,
    /// Nothing is owed or open any more (S7).
    Close,
    /// Given up before signing.
    Cancel,
    /// Ended early.
    Terminate,
}

/// The step of the terms that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter)]
pub enum Step {
    /// Contact: an inquiry is received.
    S1,
    /// Agreement on package, price and workflow.
    S2,
    /// Payment under the contract.
    S3,
    /// The work is deployed.
    S4,
    /// The work is finished.
    S5,
    /// The customer accepts.
    S6,
    /// Warranty and support.
    S7,
}

impl Lifecycle {
    /// What the event makes of this state.
    ///
    /// An event whose outcome is already there is `AlreadyDone`, except the rejection of a completion: `Deploying` does
    /// not tell whether a completion was rejected or none was ever reported, so a repeated rejection is told apart by
    /// its round of acceptance before it comes here.
    pub fn after(self, event: Event) -> Result<Transition<Self>, Refused<Self, Event>> {
        use Lifecycle::{Accepted, Cancelled, Closed, Deploying, Draft, Finished, Signed, Terminated};
        use Transition::{AlreadyDone, To};
        let refused = Err(Refused { state: self, event });
        match event {
            Event::Sign => match self {
                Draft => Ok(To(Signed)),
                Signed => Ok(AlreadyDone),
                Deploying | Finished | Accepted | Closed | Cancelled | Terminated => refused,
            },
            Event::Start => match self {
                Signed => Ok(To(Deploying)),
                Deploying => Ok(AlreadyDone),
                Draft | Finished | Accepted | Closed | Cancelled | Terminated => refused,
            },
            Event::Finish => match self {
                Deploying => Ok(To(Finished)),
                Finished => Ok(AlreadyDone),
                Draft | Signed | Accepted | Closed | Cancelled | Terminated => refused,
            },
            Event::Accept => match self {
                Finished => Ok(To(Accepted)),
                Accepted => Ok(AlreadyDone),
                Draft | Signed | Deploying | Closed | Cancelled | Terminated => refused,
            },
            Event::RejectCompletion => match self {
                Finished => Ok(To(Deploying)),
                Draft | Signed | Deploying | Accepted | Closed | Cancelled | Terminated => refused,
            },
            Event::Close => match self {
                Accepted => Ok(To(Closed)),
                Closed => Ok(AlreadyDone),
                Draft | Signed | Deploying | Finished | Cancelled | Terminated => refused,
            },
            Event::Cancel => match self {
                Draft => Ok(To(Cancelled)),
                Cancelled => Ok(AlreadyDone),
                Signed | Deploying | Finished | Accepted | Closed | Terminated => refused,
            },
            Event::Terminate => match self {
                Signed | Deploying | Finished | Accepted => Ok(To(Terminated)),
                Terminated => Ok(AlreadyDone),
                Draft | Closed | Cancelled => refused,
            },
        }
    }

    /// The step that is under way: what the parties have to do now. None when the contract is over.
    ///
    /// S1 is an inquiry's, before there is a contract; S5, the report of completion, is the event that ends S4.
    pub const fn step(self) -> Option<Step> {
        match self {
            Self::Draft => Some(Step::S2),
            Self::Signed => Some(Step::S3),
            Self::Deploying => Some(Step::S4),
            Self::Finished => Some(Step::S6),
            Self::Accepted => Some(Step::S7),
            Self::Closed | Self::Cancelled | Self::Terminated => None,
        }
    }

    /// Whether both parties are bound by it: signed and not over.
    pub const fn is_in_force(self) -> bool {
        match self {
            Self::Signed | Self::Deploying | Self::Finished | Self::Accepted => true,
            Self::Draft | Self::Closed | Self::Cancelled | Self::Terminated => false,
        }
    }

    /// Whether its instalments are owed: not before both have signed, nor of what was given up. What was terminated owes
    /// what was not written off.
    pub const fn owes(self) -> bool {
        match self {
            Self::Signed | Self::Deploying | Self::Finished | Self::Accepted | Self::Closed | Self::Terminated => true,
            Self::Draft | Self::Cancelled => false,
        }
    }

    /// Whether nothing can happen to it any more.
    pub const fn is_over(self) -> bool {
        match self {
            Self::Closed | Self::Cancelled | Self::Terminated => true,
            Self::Draft | Self::Signed | Self::Deploying | Self::Finished | Self::Accepted => false,
        }
    }
}

impl Event {
    /// Whether a suspension of the contract stops it: work and acceptance rest; the warranty does not, and what was
    /// agreed can still be ended.
    pub const fn is_stopped_by_suspension(self) -> bool {
        match self {
            Self::Start | Self::Finish | Self::Accept => true,
            Self::Sign | Self::RejectCompletion | Self::Close | Self::Cancel | Self::Terminate => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::{ActiveEnum, Iterable};

    use super::*;

    /// Every state by every event: the next state, `=` for already done, `-` for refused.
    const TABLE: [(Lifecycle, [&str; 8]); 8] = [
        // Sign, Start, Finish, Accept, RejectCompletion, Close, Cancel, Terminate
        (Lifecycle::Draft, ["SIGNED", "-", "-", "-", "-", "-", "CANCELLED", "-"]),
        (Lifecycle::Signed, ["=", "DEPLOYING", "-", "-", "-", "-", "-", "TERMINATED"]),
        (Lifecycle::Deploying, ["-", "=", "FINISHED", "-", "-", "-", "-", "TERMINATED"]),
        (Lifecycle::Finished, ["-", "-", "=", "ACCEPTED", "DEPLOYING", "-", "-", "TERMINATED"]),
        (Lifecycle::Accepted, ["-", "-", "-", "=", "-", "CLOSED", "-", "TERMINATED"]),
        (Lifecycle::Closed, ["-", "-", "-", "-", "-", "=", "-", "-"]),
        (Lifecycle::Cancelled, ["-", "-", "-", "-", "-", "-", "=", "-"]),
        (Lifecycle::Terminated, ["-", "-", "-", "-", "-", "-", "-", "="]),
    ];

    #[test]
    fn every_state_answers_every_event() {
        assert!(TABLE.iter().map(|(state, _)| *state).eq(Lifecycle::iter()));
        for (state, row) in TABLE {
            for (event, expected) in Event::iter().zip(row) {
                let answer = match state.after(event) {
                    Ok(Transition::To(next)) => next.to_value(),
                    Ok(Transition::AlreadyDone) => "=".to_owned(),
                    Err(refused) => {
                        assert_eq!(refused, Refused { state, event });
                        "-".to_owned()
                    }
                };
                assert_eq!(answer, expected, "{event:?} in {state:?}");
            }
        }
    }

    #[test]
    fn a_refusal_names_event_and_state() {
        let refused = Lifecycle::Draft.after(Event::Close).unwrap_err();
        assert_eq!(refused.to_string(), "Close is not possible in state Draft");
    }

    #[test]
    fn what_is_over_stays_over() {
        for state in Lifecycle::iter() {
            let moves = Event::iter().filter(|event| matches!(state.after(*event), Ok(Transition::To(_)))).count();
            assert_eq!(moves == 0, state.is_over(), "{state:?}");
            assert_eq!(state.step().is_none(), state.is_over(), "{state:?}");
            assert!(!(state.is_over() && state.is_in_force()), "{state:?}");
        }
    }

    #[test]
    fn steps_only_go_forward() {
        let mut state = Lifecycle::Draft;
        for event in [Event::Sign, Event::Start, Event::Finish, Event::Accept] {
            let Ok(Transition::To(next)) = state.after(event) else { panic!("{event:?} in {state:?}") };
            assert!(next.step() > state.step());
            state = next;
        }
        assert_eq!(state.step(), Some(Step::S7));
    }

    #[test]
    fn a_suspension_stops_work_and_acceptance() {
        let stopped: Vec<_> = Event::iter().filter(|event| event.is_stopped_by_suspension()).collect();
        assert_eq!(stopped, [Event::Start, Event::Finish, Event::Accept]);
    }
}
