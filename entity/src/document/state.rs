//! Rule: where a document stands. What is frozen never changes again; what failed can be asked for again.

use crate::value::transition::{Refused, Transition};
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

/// Where a document stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// To be rendered.
    Requested,
    /// Rendered, with its hash: what is signed or accepted is bound to it.
    Frozen,
    /// Every try to render it failed; a person looks at it and asks again.
    Failed,
}

/// What happens to a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter)]
pub enum Event {
    /// It was rendered and stored.
    Freeze,
    /// The tries to render it are used up.
    Fail,
    /// A person asks for it again.
    Retry,
}

impl State {
    /// What the event makes of this state. A rendering that succeeds after all freezes what had failed; a failure that is
    /// told late changes nothing about what is frozen.
    pub fn after(self, event: Event) -> Result<Transition<Self>, Refused<Self, Event>> {
        use Transition::{AlreadyDone, To};
        let refused = Err(Refused { state: self, event });
        match event {
            Event::Freeze => match self {
                Self::Requested | Self::Failed => Ok(To(Self::Frozen)),
                Self::Frozen => Ok(AlreadyDone),
            },
            Event::Fail => match self {
                Self::Requested => Ok(To(Self::Failed)),
                Self::Failed => Ok(AlreadyDone),
                Self::Frozen => refused,
            },
            Event::Retry => match self {
                Self::Failed => Ok(To(Self::Requested)),
                Self::Requested => Ok(AlreadyDone),
                Self::Frozen => refused,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Event::*, State::*, *};
    use Transition::{AlreadyDone, To};

    #[test]
    fn every_state_and_every_event() {
        // event → requested, frozen, failed
        let table = [
            (Freeze, [Some(To(Frozen)), Some(AlreadyDone), Some(To(Frozen))]),
            (Fail, [Some(To(Failed)), None, Some(AlreadyDone)]),
            (Retry, [Some(AlreadyDone), None, Some(To(Requested))]),
        ];
        for (event, expected) in table {
            assert_eq!([Requested, Frozen, Failed].map(|state| state.after(event).ok()), expected, "{event:?}");
        }
    }
}
