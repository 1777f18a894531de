//! Rule: where a version of a quote stands, and what may happen to it.

use crate::refusal::{Refusal, Words};
use crate::value::transition::{Refused, Transition};
use chrono::NaiveDate;
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

/// Where a version of a quote stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Written, for the provider's eyes alone.
    Draft,
    /// Approved by an admin; it may go out.
    Approved,
    /// With the customer.
    Sent,
    /// Accepted by the customer's signatory.
    Accepted,
    /// Declined by the customer, with a reason.
    Declined,
    /// A newer version took its place.
    Superseded,
    /// Taken back by the provider, with a reason.
    Withdrawn,
    /// Its last day passed without an answer.
    Expired,
}

/// What happens to a version of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter)]
pub enum Event {
    /// An admin approves it.
    Approve,
    /// It goes to the customer.
    Send,
    /// The customer's signatory accepts it.
    Accept,
    /// The customer's signatory declines it.
    Decline,
    /// A newer version is written.
    Supersede,
    /// The provider takes it back.
    Withdraw,
    /// Its last day passes.
    Expire,
}

impl State {
    /// What follows from an event; refuses what the state does not allow.
    pub fn after(self, event: Event) -> Result<Transition<Self>, Refused<Self, Event>> {
        use Transition::{AlreadyDone, To};
        let to = event.leads_to();
        if self == to {
            return Ok(AlreadyDone);
        }
        let is_allowed = match self {
            Self::Draft => match event {
                Event::Approve | Event::Supersede | Event::Withdraw => true,
                Event::Send | Event::Accept | Event::Decline | Event::Expire => false,
            },
            Self::Approved => match event {
                Event::Send | Event::Supersede | Event::Withdraw => true,
                Event::Approve | Event::Accept | Event::Decline | Event::Expire => false,
            },
            Self::Sent => match event {
                Event::Accept | Event::Decline | Event::Supersede | Event::Withdraw | Event::Expire => true,
                Event::Approve | Event::Send => false,
            },
            Self::Accepted | Self::Declined | Self::Superseded | Self::Withdrawn | Self::Expired => false,
        };
        if is_allowed { Ok(To(to)) } else { Err(Refused { state: self, event }) }
    }

    /// Whether it may still come to an answer: at most one version of an inquiry's quotes does.
    pub const fn is_live(self) -> bool {
        match self {
            Self::Draft | Self::Approved | Self::Sent => true,
            Self::Accepted | Self::Declined | Self::Superseded | Self::Withdrawn | Self::Expired => false,
        }
    }

    /// The state on a day: what was sent and not answered by the end of its last day has expired, whether or not anybody
    /// has recorded it.
    #[must_use]
    pub fn on(self, today: NaiveDate, valid_until: NaiveDate) -> Self {
        match self {
            Self::Sent if today > valid_until => Self::Expired,
            Self::Draft
            | Self::Approved
            | Self::Sent
            | Self::Accepted
            | Self::Declined
            | Self::Superseded
            | Self::Withdrawn
            | Self::Expired => self,
        }
    }

    /// What a quote in this state is: "đã gửi", "sent".
    pub fn words(self) -> Words {
        match self {
            Self::Draft => Words::new("còn là bản thảo", "a draft"),
            Self::Approved => Words::new("đã duyệt, chưa gửi", "approved and not sent"),
            Self::Sent => Words::new("đã gửi", "sent"),
            Self::Accepted => Words::new("đã được chấp nhận", "accepted"),
            Self::Declined => Words::new("đã bị từ chối", "declined"),
            Self::Superseded => Words::new("đã có bản mới thay thế", "superseded by a newer version"),
            Self::Withdrawn => Words::new("đã rút lại", "withdrawn"),
            Self::Expired => Words::new("đã hết hiệu lực", "expired"),
        }
    }
}

impl Event {
    const fn leads_to(self) -> State {
        match self {
            Self::Approve => State::Approved,
            Self::Send => State::Sent,
            Self::Accept => State::Accepted,
            Self::Decline => State::Declined,
            Self::Supersede => State::Superseded,
            Self::Withdraw => State::Withdrawn,
            Self::Expire => State::Expired,
        }
    }
}

/// The refusal of what the state does not allow; it tells the state.
pub fn wrong_state(state: State, version: i64) -> Refusal {
    let now = state.words();
    let words = Words::new(
        format!("Báo giá {}, nên không thực hiện được việc này.", now.vi),
        format!("The quote is {}, so this cannot be done.", now.en),
    );
    Refusal::Conflict { code: "QUOTE_STATE", words, current_version: Some(version) }
}

#[cfg(test)]
mod tests {
    use super::{State::*, *};
    use sea_orm::Iterable;

    #[test]
    fn every_state_answers_every_event() {
        let to = |state| Some(Transition::To(state));
        let done = Some(Transition::AlreadyDone);
        // state → approve, send, accept, decline, supersede, withdraw, expire
        let table = [
            (Draft, [to(Approved), None, None, None, to(Superseded), to(Withdrawn), None]),
            (Approved, [done, to(Sent), None, None, to(Superseded), to(Withdrawn), None]),
            (Sent, [None, done, to(Accepted), to(Declined), to(Superseded), to(Withdrawn), to(Expired)]),
            (Accepted, [None, None, done, None, None, None, None]),
            (Declined, [None, None, None, done, None, None, None]),
            (Superseded, [None, None, None, None, done, None, None]),
            (Withdrawn, [None, None, None, None, None, done, None]),
            (Expired, [None, None, None, None, None, None, done]),
        ];
        assert!(State::iter().eq(table.iter().map(|(state, _)| *state)));
        for (state, expected) in table {
            let found: Vec<_> = Event::iter().map(|event| state.after(event).ok()).collect();
            assert_eq!(found, expected, "{state:?}");
        }
    }

    #[test]
    fn only_what_is_with_the_customer_expires_and_only_after_its_last_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for state in State::iter() {
            assert_eq!(state.on(day("2026-03-31"), day("2026-03-31")), state);
            let expected = if state == Sent { Expired } else { state };
            assert_eq!(state.on(day("2026-04-01"), day("2026-03-31")), expected);
        }
    }
}
