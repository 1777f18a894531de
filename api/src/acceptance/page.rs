//! What hangs on a page of contracts of their acceptance, each read once for all of them.

use std::sync::Arc;

use entity::acceptance::{acceptance_round, remaining_item, silence_term};
use entity::value::id::{AcceptanceRoundId, ContractId, PersonId};

use crate::desk::Desk;
use crate::error::ApiError;
use crate::value::Relation;

/// The acceptance of the contracts of a page.
#[derive(Debug)]
pub struct AcceptancePage {
    ids: Arc<[ContractId]>,
    rounds: Relation<ContractId, acceptance_round::Model>,
    remaining: Relation<AcceptanceRoundId, remaining_item::Model>,
    terms: Relation<ContractId, silence_term::Model>,
    answerers: Relation<PersonId, (PersonId, String)>,
}

impl AcceptancePage {
    /// The acceptance of these contracts.
    pub fn of(ids: &Arc<[ContractId]>) -> Self {
        Self {
            ids: Arc::clone(ids),
            rounds: Relation::default(),
            remaining: Relation::default(),
            terms: Relation::default(),
            answerers: Relation::default(),
        }
    }

    /// The rounds of one of them, the first one first.
    pub async fn rounds(&self, desk: &Desk, id: ContractId) -> Result<&[acceptance_round::Model], ApiError> {
        let find = || acceptance_round::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.rounds.of(id, find, |row| row.contract_id).await
    }

    /// What remained of a round, in order.
    pub async fn remaining(&self, desk: &Desk, id: AcceptanceRoundId) -> Result<&[remaining_item::Model], ApiError> {
        let find = || remaining_item::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.remaining.of(id, find, |row| row.round_id).await
    }

    /// After how many days one of them takes silence for acceptance, if it does.
    pub async fn silence_days(&self, desk: &Desk, id: ContractId) -> Result<Option<i32>, ApiError> {
        let find = || silence_term::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        Ok(self.terms.of(id, find, |row| row.contract_id).await?.first().map(|term| term.days))
    }

    /// The name of somebody who answered a round.
    pub async fn name(&self, desk: &Desk, id: Option<PersonId>) -> Result<Option<&str>, ApiError> {
        let Some(id) = id else { return Ok(None) };
        let find = || acceptance_round::people_of(desk.read(), desk.by.viewer, self.ids.to_vec());
        Ok(self.answerers.of(id, find, |(person, _)| *person).await?.first().map(|(_, name)| name.as_str()))
    }
}
