//! Where a warranty claim stands (P5).

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

use crate::value::transition::{Refused, Transition};

/// Where a warranty claim stands. What was answered, by whom and when, stands beside it from the answer on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClaimState {
    /// Filed by the customer, not yet answered.
    Filed,
    /// The defect was put right.
    Resolved,
    /// Refused, with the rule that says so.
    Rejected,
}

/// What the provider answers to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter)]
pub enum Event {
    /// The defect is put right.
    Resolve,
    /// The claim is refused.
    Reject,
}

impl ClaimState {
    /// What the event makes of this state. An answer is final; the same answer twice is `AlreadyDone`.
    pub fn after(self, event: Event) -> Result<Transition<Self>, Refused<Self, Event>> {
        use Transition::{AlreadyDone, To};
        let refused = Err(Refused { state: self, event });
        match event {
            Event::Resolve => match self {
                Self::Filed => Ok(To(Self::Resolved)),
                Self::Resolved => Ok(AlreadyDone),
                Self::Rejected => refused,
            },
            Event::Reject => match self {
                Self::Filed => Ok(To(Self::Rejected)),
                Self::Rejected => Ok(AlreadyDone),
                Self::Resolved => refused,
            },
        }
    }

    /// Whether the claim still waits for an answer; closing the contract waits with it.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Filed => true,
            Self::Resolved | Self::Rejected => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ClaimState::*, *};

    #[test]
    fn every_state_answers_every_event() {
        let refused = |state, event| Err(Refused { state, event });
        let table = [
            (Filed, Event::Resolve, Ok(Transition::To(Resolved))),
            (Filed, Event::Reject, Ok(Transition::To(Rejected))),
            (Resolved, Event::Resolve, Ok(Transition::AlreadyDone)),
            (Resolved, Event::Reject, refused(Resolved, Event::Reject)),
            (Rejected, Event::Resolve, refused(Rejected, Event::Resolve)),
            (Rejected, Event::Reject, Ok(Transition::AlreadyDone)),
        ];
        for (state, event, answer) in table {
            assert_eq!(state.after(event), answer);
        }
    }

    #[test]
    fn only_an_unanswered_claim_is_open() {
        assert_eq!([Filed, Resolved, Rejected].map(ClaimState::is_open), [true, false, false]);
    }
}
