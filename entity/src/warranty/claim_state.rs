//! Where a warranty claim stands (P5).

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

use crate::refusal::Words;
use crate::value::transition::{Refused, Transition};

/// Where a warranty claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClaimState {
    /// Filed; its verdict waits for a person.
    Filed,
    /// Judged as covered; work on it has not begun.
    Triaged,
    /// The defect is being put right.
    InWork,
    /// Put right, as the provider says; the customer confirms or reopens it.
    Resolved,
    /// Put right, as the customer says.
    Confirmed,
    /// Judged as not covered, with the rule that says so.
    Rejected,
}

/// What happens to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter)]
pub enum Event {
    /// A person judges it as covered.
    Triage,
    /// Work on it begins.
    Start,
    /// The provider says that it is put right.
    Resolve,
    /// The customer says so too.
    Confirm,
    /// The customer says that it is not.
    Reopen,
    /// A person judges it as not covered.
    Reject,
}

impl ClaimState {
    /// What the event makes of this state. The same event twice is `AlreadyDone`, except a reopening: that a claim is in
    /// work does not tell whether it was reopened, so a repeated one is told apart by the claim's steps.
    pub fn after(self, event: Event) -> Result<Transition<Self>, Refused<Self, Event>> {
        use ClaimState::{Confirmed, Filed, InWork, Rejected, Resolved, Triaged};
        use Transition::{AlreadyDone, To};
        let refused = Err(Refused { state: self, event });
        match event {
            Event::Triage => match self {
                Filed => Ok(To(Triaged)),
                Triaged => Ok(AlreadyDone),
                InWork | Resolved | Confirmed | Rejected => refused,
            },
            Event::Start => match self {
                Triaged => Ok(To(InWork)),
                InWork => Ok(AlreadyDone),
                Filed | Resolved | Confirmed | Rejected => refused,
            },
            Event::Resolve => match self {
                InWork => Ok(To(Resolved)),
                Resolved => Ok(AlreadyDone),
                Filed | Triaged | Confirmed | Rejected => refused,
            },
            Event::Confirm => match self {
                Resolved => Ok(To(Confirmed)),
                Confirmed => Ok(AlreadyDone),
                Filed | Triaged | InWork | Rejected => refused,
            },
            Event::Reopen => match self {
                Resolved => Ok(To(InWork)),
                Filed | Triaged | InWork | Confirmed | Rejected => refused,
            },
            Event::Reject => match self {
                Filed | Triaged | InWork => Ok(To(Rejected)),
                Rejected => Ok(AlreadyDone),
                Resolved | Confirmed => refused,
            },
        }
    }

    /// Whether the provider still has to do something about it.
    pub const fn waits_for_provider(self) -> bool {
        match self {
            Self::Filed | Self::Triaged | Self::InWork => true,
            Self::Resolved | Self::Confirmed | Self::Rejected => false,
        }
    }

    /// Whether anybody still has to do something about it; closing the contract waits with it.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Filed | Self::Triaged | Self::InWork | Self::Resolved => true,
            Self::Confirmed | Self::Rejected => false,
        }
    }

    /// What a claim in this state is: "đang xử lý", "in work".
    pub fn words(self) -> Words {
        match self {
            Self::Filed => Words::new("chờ xem xét", "waiting for its verdict"),
            Self::Triaged => Words::new("được bảo hành, chưa xử lý", "covered and not yet in work"),
            Self::InWork => Words::new("đang xử lý", "in work"),
            Self::Resolved => Words::new("đã xử lý, chờ khách hàng xác nhận", "resolved and not yet confirmed"),
            Self::Confirmed => Words::new("đã được khách hàng xác nhận", "confirmed by the customer"),
            Self::Rejected => Words::new("không được bảo hành", "rejected"),
        }
    }
}

impl Event {
    /// What is done to a claim by this event: "xác nhận", "confirm".
    pub fn words(self) -> Words {
        match self {
            Self::Triage => Words::new("xem xét", "judge"),
            Self::Start => Words::new("bắt đầu xử lý", "begin work on"),
            Self::Resolve => Words::new("báo đã xử lý", "resolve"),
            Self::Confirm => Words::new("xác nhận", "confirm"),
            Self::Reopen => Words::new("mở lại", "reopen"),
            Self::Reject => Words::new("từ chối", "reject"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ClaimState::*, *};
    use sea_orm::Iterable;

    #[test]
    fn every_state_answers_every_event() {
        let to = |state| Ok(Transition::To(state));
        let done = Ok(Transition::AlreadyDone);
        // Triage, Start, Resolve, Confirm, Reopen, Reject
        let table = [
            (Filed, [Some(to(Triaged)), None, None, None, None, Some(to(Rejected))]),
            (Triaged, [Some(done), Some(to(InWork)), None, None, None, Some(to(Rejected))]),
            (InWork, [None, Some(done), Some(to(Resolved)), None, None, Some(to(Rejected))]),
            (Resolved, [None, None, Some(done), Some(to(Confirmed)), Some(to(InWork)), None]),
            (Confirmed, [None, None, None, Some(done), None, None]),
            (Rejected, [None, None, None, None, None, Some(done)]),
        ];
        assert_eq!(table.map(|(state, _)| state).to_vec(), ClaimState::iter().collect::<Vec<_>>());
        for (state, answers) in table {
            for (event, answer) in Event::iter().zip(answers) {
                let expected: Result<_, Refused<_, _>> = answer.unwrap_or(Err(Refused { state, event }));
                assert_eq!(state.after(event), expected, "{event:?} in {state:?}");
            }
        }
    }

    #[test]
    fn what_the_provider_has_done_waits_for_the_customer() {
        assert_eq!(
            ClaimState::iter().map(ClaimState::is_open).collect::<Vec<_>>(),
            [true, true, true, true, false, false]
        );
        let provider = ClaimState::iter().filter(|state| state.waits_for_provider()).collect::<Vec<_>>();
        assert_eq!(provider, [Filed, Triaged, InWork]);
    }
}
