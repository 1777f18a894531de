//! Whose a work item is, and where it stands (C3, S4).

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

use crate::value::transition::Transition;

/// Who has to do a work item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Owner {
    /// The provider: finishing the work waits for it.
    Provider,
    /// The customer (C3).
    Customer,
    /// An authority, which neither party commands.
    Authority,
}

/// Where a work item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ItemState {
    /// Not begun.
    Open,
    /// Begun.
    InWork,
    /// Done, with what shows it.
    Done,
}

/// What happens to a work item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter)]
pub enum Event {
    /// It is begun.
    Start,
    /// It is done; what was never begun is begun on that day.
    Complete,
}

impl ItemState {
    /// What the event makes of this state. Nothing is undone: what turns out wrong is planned again in a new version.
    pub const fn after(self, event: Event) -> Transition<Self> {
        match event {
            Event::Start => match self {
                Self::Open => Transition::To(Self::InWork),
                Self::InWork | Self::Done => Transition::AlreadyDone,
            },
            Event::Complete => match self {
                Self::Open | Self::InWork => Transition::To(Self::Done),
                Self::Done => Transition::AlreadyDone,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ItemState::*, *};
    use crate::value::transition::Transition::{AlreadyDone, To};

    #[test]
    fn every_state_answers_every_event() {
        let table = [
            (Open, Event::Start, To(InWork)),
            (InWork, Event::Start, AlreadyDone),
            (Done, Event::Start, AlreadyDone),
            (Open, Event::Complete, To(Done)),
            (InWork, Event::Complete, To(Done)),
            (Done, Event::Complete, AlreadyDone),
        ];
        for (state, event, answer) in table {
            assert_eq!(state.after(event), answer, "{event:?} in {state:?}");
        }
    }
}
