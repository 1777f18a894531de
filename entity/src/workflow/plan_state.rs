//! Where a version of a work plan stands (P2, S4).

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

use crate::value::transition::{Refused, Transition};

/// Where a version of a work plan stands. Of one contract at most one waits for its answer, and at most one holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PlanState {
    /// Proposed by the provider, not yet answered.
    Proposed,
    /// Confirmed by the customer: it holds for both.
    Confirmed,
    /// Not agreed to by the customer, with the reason.
    Rejected,
    /// A later version took its place.
    Superseded,
}

/// What happens to a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter)]
pub enum Event {
    /// The customer agrees.
    Confirm,
    /// The customer does not agree.
    Reject,
    /// A later version takes its place: one that is proposed, of a proposed one; one that is confirmed, of that in force.
    Supersede,
}

impl PlanState {
    /// What the event makes of this state. An answer is final; the same answer twice is `AlreadyDone`.
    pub fn after(self, event: Event) -> Result<Transition<Self>, Refused<Self, Event>> {
        use PlanState::{Confirmed, Proposed, Rejected, Superseded};
        use Transition::{AlreadyDone, To};
        let refused = Err(Refused { state: self, event });
        match event {
            Event::Confirm => match self {
                Proposed => Ok(To(Confirmed)),
                Confirmed => Ok(AlreadyDone),
                Rejected | Superseded => refused,
            },
            Event::Reject => match self {
                Proposed => Ok(To(Rejected)),
                Rejected => Ok(AlreadyDone),
                Confirmed | Superseded => refused,
            },
            Event::Supersede => match self {
                Proposed | Confirmed => Ok(To(Superseded)),
                Superseded => Ok(AlreadyDone),
                Rejected => refused,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PlanState::*, *};
    use sea_orm::{ActiveEnum, Iterable};

    /// Per state: confirm, reject, supersede; `=` is done already, `-` is refused.
    const TABLE: [(PlanState, [&str; 3]); 4] = [
        (Proposed, ["CONFIRMED", "REJECTED", "SUPERSEDED"]),
        (Confirmed, ["=", "-", "SUPERSEDED"]),
        (Rejected, ["-", "=", "-"]),
        (Superseded, ["-", "-", "="]),
    ];

    #[test]
    fn every_state_answers_every_event() {
        assert!(TABLE.iter().map(|(state, _)| *state).eq(PlanState::iter()));
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
}
