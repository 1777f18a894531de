//! Rule: where an inquiry stands, and what may happen to it.

use crate::refusal::{Refusal, Words};
use crate::value::transition::{Refused, Transition};
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

/// Where an inquiry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Nobody has answered yet.
    Received,
    /// Somebody has talked to whoever asked (P1).
    InConsultation,
    /// A quote was sent (S2).
    Quoted,
    /// A quote was accepted.
    Won,
    /// Nothing comes of it, with a reason.
    Lost,
}

/// What happens to an inquiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter)]
pub enum Event {
    /// Somebody talks to whoever asked; as often as is needed.
    Consult,
    /// A quote goes out.
    Quote,
    /// A quote is accepted.
    Win,
    /// It is given up.
    Lose,
}

impl State {
    /// What follows from an event; refuses what the state does not allow.
    pub fn after(self, event: Event) -> Result<Transition<Self>, Refused<Self, Event>> {
        use Transition::{AlreadyDone, To};
        let refused = Err(Refused { state: self, event });
        match event {
            Event::Consult => match self {
                Self::Received | Self::InConsultation => Ok(To(Self::InConsultation)),
                Self::Quoted => Ok(To(Self::Quoted)),
                Self::Won | Self::Lost => refused,
            },
            Event::Quote => match self {
                Self::Received | Self::InConsultation => Ok(To(Self::Quoted)),
                Self::Quoted => Ok(AlreadyDone),
                Self::Won | Self::Lost => refused,
            },
            Event::Win => match self {
                Self::Quoted => Ok(To(Self::Won)),
                Self::Won => Ok(AlreadyDone),
                Self::Received | Self::InConsultation | Self::Lost => refused,
            },
            Event::Lose => match self {
                Self::Received | Self::InConsultation | Self::Quoted => Ok(To(Self::Lost)),
                Self::Lost => Ok(AlreadyDone),
                Self::Won => refused,
            },
        }
    }

    /// Whether something may still come of it.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Received | Self::InConsultation | Self::Quoted => true,
            Self::Won | Self::Lost => false,
        }
    }

    /// What an inquiry in this state is: "đã tiếp nhận", "received".
    pub fn words(self) -> Words {
        match self {
            Self::Received => Words::new("đã tiếp nhận, chưa trả lời", "received and not answered"),
            Self::InConsultation => Words::new("đang tư vấn", "in consultation"),
            Self::Quoted => Words::new("đã báo giá", "quoted"),
            Self::Won => Words::new("đã thành hợp đồng", "won"),
            Self::Lost => Words::new("đã khép lại", "lost"),
        }
    }
}

/// The refusal of what the state does not allow; it tells the state.
pub fn wrong_state(state: State, version: i64) -> Refusal {
    let now = state.words();
    let words = Words::new(
        format!("Yêu cầu {}, nên không thực hiện được việc này.", now.vi),
        format!("The inquiry is {}, so this cannot be done.", now.en),
    );
    Refusal::Conflict { code: "INQUIRY_STATE", words, current_version: Some(version) }
}

#[cfg(test)]
mod tests {
    use super::{State::*, *};
    use sea_orm::Iterable;

    #[test]
    fn every_state_answers_every_event() {
        let to = |state| Some(Transition::To(state));
        let done = Some(Transition::AlreadyDone);
        // state → consult, quote, win, lose
        let table = [
            (Received, [to(InConsultation), to(Quoted), None, to(Lost)]),
            (InConsultation, [to(InConsultation), to(Quoted), None, to(Lost)]),
            (Quoted, [to(Quoted), done, to(Won), to(Lost)]),
            (Won, [None, None, done, None]),
            (Lost, [None, None, None, done]),
        ];
        assert!(State::iter().eq(table.iter().map(|(state, _)| *state)));
        for (state, expected) in table {
            let found: Vec<_> = Event::iter().map(|event| state.after(event).ok()).collect();
            assert_eq!(found, expected, "{state:?}");
        }
    }

    #[test]
    fn what_is_over_stays_over() {
        assert_eq!(
            State::iter().filter(|state| state.is_open()).collect::<Vec<_>>(),
            [Received, InConsultation, Quoted]
        );
    }
}
