//! Where a support ticket stands (S7).

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

use crate::refusal::Words;
use crate::value::transition::{Refused, Transition};

/// Where a support ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TicketState {
    /// The provider is to answer.
    Open,
    /// The customer is to say whether that was an answer.
    Answered,
    /// Nobody has to do anything about it any more.
    Closed,
}

/// What happens to a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter)]
pub enum Event {
    /// The provider writes.
    Answer,
    /// The customer writes.
    Reply,
    /// Either closes it.
    Close,
    /// Either takes it up again.
    Reopen,
}

impl TicketState {
    /// What the event makes of this state. Both may write several times in a row; a message twice is told apart by its words.
    pub fn after(self, event: Event) -> Result<Transition<Self>, Refused<Self, Event>> {
        use Transition::{AlreadyDone, To};
        let refused = Err(Refused { state: self, event });
        match event {
            Event::Answer => match self {
                Self::Open | Self::Answered => Ok(To(Self::Answered)),
                Self::Closed => refused,
            },
            Event::Reply => match self {
                Self::Open | Self::Answered => Ok(To(Self::Open)),
                Self::Closed => refused,
            },
            Event::Close => match self {
                Self::Open | Self::Answered => Ok(To(Self::Closed)),
                Self::Closed => Ok(AlreadyDone),
            },
            Event::Reopen => match self {
                Self::Closed => Ok(To(Self::Open)),
                Self::Open | Self::Answered => refused,
            },
        }
    }

    /// Whether anybody still has to do something about it; closing the contract waits with it.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Open | Self::Answered => true,
            Self::Closed => false,
        }
    }

    /// What a ticket in this state is: "chờ trả lời", "waiting for an answer".
    pub fn words(self) -> Words {
        match self {
            Self::Open => Words::new("đang chờ trả lời", "waiting for an answer"),
            Self::Answered => Words::new("đã được trả lời, chưa đóng", "answered and not yet closed"),
            Self::Closed => Words::new("đã đóng", "closed"),
        }
    }
}

impl Event {
    /// What is done to a ticket by this event: "trả lời", "answer".
    pub fn words(self) -> Words {
        match self {
            Self::Answer => Words::new("trả lời", "answer"),
            Self::Reply => Words::new("viết thêm vào", "write on"),
            Self::Close => Words::new("đóng", "close"),
            Self::Reopen => Words::new("mở lại", "reopen"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{TicketState::*, *};
    use sea_orm::Iterable;

    #[test]
    fn every_state_answers_every_event() {
        let to = |state| Ok(Transition::To(state));
        // Answer, Reply, Close, Reopen
        let table = [
            (Open, [Some(to(Answered)), Some(to(Open)), Some(to(Closed)), None]),
            (Answered, [Some(to(Answered)), Some(to(Open)), Some(to(Closed)), None]),
            (Closed, [None, None, Some(Ok(Transition::AlreadyDone)), Some(to(Open))]),
        ];
        assert_eq!(table.map(|(state, _)| state).to_vec(), TicketState::iter().collect::<Vec<_>>());
        for (state, answers) in table {
            for (event, answer) in Event::iter().zip(answers) {
                let expected: Result<_, Refused<_, _>> = answer.unwrap_or(Err(Refused { state, event }));
                assert_eq!(state.after(event), expected, "{event:?} in {state:?}");
            }
        }
    }

    #[test]
    fn only_a_closed_ticket_is_not_open() {
        assert_eq!(TicketState::iter().map(TicketState::is_open).collect::<Vec<_>>(), [true, true, false]);
    }
}
