//! Where a round of acceptance stands, and how it was answered (S6).

use crate::refusal::Words;
use crate::value::transition::{Refused, Transition};
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

/// Where a round of acceptance stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RoundState {
    /// The customer is asked to accept.
    Asked,
    /// Everything is accepted.
    Accepted,
    /// Some deliverables are accepted; of the others something remains to be done by agreed days.
    AcceptedInPart,
    /// Nothing is accepted: work goes on.
    Rejected,
}

/// What is said to a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter)]
pub enum Event {
    /// The customer accepts everything, or is silent where that is acceptance.
    Accept,
    /// The customer accepts some deliverables.
    AcceptInPart,
    /// The customer accepts nothing.
    Reject,
}

/// How a round was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Manner {
    /// By the customer's signatory, signed in.
    Online,
    /// On paper, entered by staff.
    Paper,
    /// By silence beyond the term of the contract, after warnings.
    Silence,
}

impl RoundState {
    /// What the event makes of this state. A round is answered once; later work is reported in a round of its own.
    pub fn after(self, event: Event) -> Result<Transition<Self>, Refused<Self, Event>> {
        use Transition::{AlreadyDone, To};
        let outcome = match event {
            Event::Accept => Self::Accepted,
            Event::AcceptInPart => Self::AcceptedInPart,
            Event::Reject => Self::Rejected,
        };
        match self {
            Self::Asked => Ok(To(outcome)),
            Self::Accepted | Self::AcceptedInPart | Self::Rejected if self == outcome => Ok(AlreadyDone),
            Self::Accepted | Self::AcceptedInPart | Self::Rejected => Err(Refused { state: self, event }),
        }
    }

    /// What a round in this state is: "đã nghiệm thu", "accepted".
    pub fn words(self) -> Words {
        match self {
            Self::Asked => Words::new("chờ nghiệm thu", "waiting for acceptance"),
            Self::Accepted => Words::new("đã được nghiệm thu", "accepted"),
            Self::AcceptedInPart => Words::new("đã được nghiệm thu một phần", "accepted in part"),
            Self::Rejected => Words::new("đã bị từ chối nghiệm thu", "rejected"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{RoundState::*, *};
    use Transition::{AlreadyDone, To};

    #[test]
    fn every_state_answers_every_event() {
        // event → asked, accepted, accepted in part, rejected
        let table = [
            (Event::Accept, [Some(To(Accepted)), Some(AlreadyDone), None, None]),
            (Event::AcceptInPart, [Some(To(AcceptedInPart)), None, Some(AlreadyDone), None]),
            (Event::Reject, [Some(To(Rejected)), None, None, Some(AlreadyDone)]),
        ];
        for (event, expected) in table {
            let found = [Asked, Accepted, AcceptedInPart, Rejected].map(|state| state.after(event).ok());
            assert_eq!(found, expected, "{event:?}");
        }
    }
}
