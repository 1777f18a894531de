//! Letters about completion and acceptance (S5, S6).

use entity::acceptance::round_state::{Manner, RoundState};
use entity::notice::facts::{Enclosure, ReportedFacts, RoundFacts};

use super::Writer;
use crate::notice::acceptance_answered::{AcceptanceAnswered, Outcome, Remains};
use crate::notice::acceptance_asked::AcceptanceAsked;
use crate::notice::acceptance_reminder::AcceptanceReminder;
use crate::notice::accepted_by_silence::AcceptedBySilence;

impl Writer<'_> {
    pub(super) fn acceptance_asked(facts: &ReportedFacts) -> AcceptanceAsked {
        AcceptanceAsked {
            contract_reference: facts.contract.reference.clone(),
            contract_title: facts.contract.title.clone(),
            round: facts.round,
            finished_on: facts.finished_on,
            answer_by_on: facts.answer_by_on,
            is_enclosed: matches!(facts.enclosure, Enclosure::Ready(_)),
        }
    }

    pub(super) fn acceptance_reminder(&self, facts: &RoundFacts) -> AcceptanceReminder {
        AcceptanceReminder {
            as_of: self.claimed.today,
            contract_reference: facts.contract.reference.clone(),
            contract_title: facts.contract.title.clone(),
            round: facts.round.number,
            asked_on: facts.round.asked_on,
            answer_by_on: facts.round.answer_by_on,
            silence_accepts: facts.round.silence_accepts,
        }
    }

    pub(super) fn acceptance_answered(&self, facts: &RoundFacts) -> AcceptanceAnswered {
        let outcome = match (facts.round.state, facts.round.manner) {
            (RoundState::Accepted, Some(Manner::Silence)) => Outcome::AcceptedBySilence,
            (RoundState::Asked | RoundState::Accepted, _) => Outcome::Accepted,
            (RoundState::AcceptedInPart, _) => Outcome::AcceptedInPart,
            (RoundState::Rejected, _) => Outcome::Rejected,
        };
        let remaining = facts.remaining.iter().map(|item| Remains {
            deliverable: item.deliverable.in_locale(self.locale()).to_owned(),
            what: item.what.clone(),
            due_on: item.due_on,
        });
        AcceptanceAnswered {
            contract_reference: facts.contract.reference.clone(),
            contract_title: facts.contract.title.clone(),
            round: facts.round.number,
            outcome,
            answered_on: facts.round.answered_on.unwrap_or(self.claimed.today),
            answer: facts.round.reason.clone().or_else(|| facts.round.paper.clone()),
            remaining: remaining.collect(),
        }
    }

    pub(super) fn accepted_by_silence(&self, facts: &RoundFacts) -> AcceptedBySilence {
        AcceptedBySilence {
            contract_reference: facts.contract.reference.clone(),
            contract_title: facts.contract.title.clone(),
            asked_on: facts.round.asked_on,
            answer_by_on: facts.round.answer_by_on,
            accepted_on: facts.round.answered_on.unwrap_or(self.claimed.today),
        }
    }
}
