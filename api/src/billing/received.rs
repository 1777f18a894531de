//! A payment as somebody enters it, the same whether it is new or corrects another.

use async_graphql::{ID, InputObject};
use entity::billing::receiving::{Received, Wanted};
use entity::contract::contract;
use entity::refusal::Mistakes;
use entity::value::entered::Entered;
use entity::value::id::{ContractId, InstalmentId};

use super::instalment::INSTALMENT;
use crate::contract::object::CONTRACT;
use crate::desk::Desk;
use crate::error::ApiError;
use crate::value::{CurrencyCode, Day};

/// What came in on the provider's account.
#[derive(InputObject)]
pub struct ReceivedInput {
    /// For which contract.
    pub contract_id: ID,
    /// The bank's reference, 1 to 64 characters: the same again is the same payment.
    pub reference: String,
    /// How much, as a decimal with a point, more than nothing.
    pub amount: String,
    /// What it is in; the contract's currency, and refused when it is another.
    pub currency: Option<CurrencyCode>,
    /// The day it came in: from signing on, not in the future.
    pub received_on: Day,
    /// Up to 500 characters for colleagues.
    pub note: Option<String>,
    /// What goes to which instalment; without it the oldest due date comes first. What is left stays unallocated.
    pub allocations: Option<Vec<AllocationInput>>,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// A part of a payment that goes to an instalment.
#[derive(InputObject)]
pub struct AllocationInput {
    /// Which one, of the same contract.
    pub instalment_id: ID,
    /// How much, at most what is still owed of it.
    pub amount: String,
}

impl ReceivedInput {
    /// Refuses ids that are none, and a contract the viewer does not see.
    pub(super) async fn parse(self, desk: &Desk) -> Result<Received, ApiError> {
        let contract_id = CONTRACT.decode(&self.contract_id).map(ContractId).ok_or(ApiError::NotFound)?;
        let contract = contract::find(desk.read(), desk.by.viewer, contract_id).await?.ok_or(ApiError::NotFound)?;
        let currency = self.currency.map_or(contract.currency, Into::into);
        let mut mistakes = Mistakes::default();
        let allocations = self.allocations.map(|parts| {
            let parts = parts.into_iter().enumerate();
            parts.map(|(place, part)| part.parse(&mut mistakes, place)).collect()
        });
        mistakes.finish()?;
        Ok(Received {
            contract_id,
            expected_version: self.expected_version,
            reference: self.reference,
            amount: Entered { amount: self.amount, currency },
            received_on: self.received_on.0,
            note: self.note,
            allocations,
        })
    }
}

impl AllocationInput {
    fn parse(self, mistakes: &mut Mistakes, place: usize) -> Wanted {
        let field = format!("allocations.{place}.instalmentId");
        let instalment_id = InstalmentId(INSTALMENT.take(mistakes, &field, &self.instalment_id));
        Wanted { instalment_id, amount: self.amount }
    }
}
