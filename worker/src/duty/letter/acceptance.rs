//! Letters about completion and acceptance (S5, S6).

use entity::notice::facts::{Enclosure, ReportedFacts};

use super::Writer;
use crate::notice::acceptance_asked::AcceptanceAsked;

impl Writer<'_> {
    pub(super) fn acceptance_asked(&self, facts: &ReportedFacts) -> AcceptanceAsked {
        AcceptanceAsked {
            contract_reference: facts.contract.reference.clone(),
            contract_title: facts.contract.title.clone(),
            round: facts.round,
            finished_on: facts.finished_on.unwrap_or(self.claimed.today),
            is_enclosed: matches!(facts.enclosure, Enclosure::Ready(_)),
        }
    }
}
