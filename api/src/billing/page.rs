//! What hangs on a page of contracts of the money, each read once for all of them.

use std::sync::Arc;

use entity::billing::instalment::{self, Owed};
use entity::billing::outstanding::Standing;
use entity::billing::{allocation, e_invoice, payment, payment_request, payment_reversal};
use entity::contract::contract;
use entity::installation::provider;
use entity::refusal::Refusal;
use entity::value::id::{ContractId, InstalmentId, PaymentId};
use entity::value::money::Money;
use tokio::sync::OnceCell;

use crate::desk::Desk;
use crate::error::ApiError;
use crate::value::Relation;

/// The money of the contracts of a page.
#[derive(Debug)]
pub struct BillingPage {
    ids: Arc<[ContractId]>,
    owed: Relation<ContractId, Owed>,
    payments: Relation<ContractId, payment::Model>,
    reversals: Relation<PaymentId, payment_reversal::Model>,
    allocations: Relation<PaymentId, allocation::Model>,
    requests: Relation<ContractId, payment_request::Model>,
    e_invoices: Relation<ContractId, e_invoice::Model>,
    provider: OnceCell<Option<provider::Model>>,
}

impl BillingPage {
    /// The money of these contracts.
    pub fn of(ids: &Arc<[ContractId]>) -> Self {
        Self {
            ids: Arc::clone(ids),
            owed: Relation::default(),
            payments: Relation::default(),
            reversals: Relation::default(),
            allocations: Relation::default(),
            requests: Relation::default(),
            e_invoices: Relation::default(),
            provider: OnceCell::new(),
        }
    }

    /// The instalments of one of them with what is owed of each, by number.
    pub async fn owed(&self, desk: &Desk, id: ContractId) -> Result<&[Owed], ApiError> {
        let find = || instalment::owed(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.owed.of(id, find, |owed| owed.instalment.contract_id).await
    }

    /// One instalment of one of them.
    pub async fn instalment(&self, desk: &Desk, of: (ContractId, InstalmentId)) -> Result<&Owed, ApiError> {
        let found = self.owed(desk, of.0).await?.iter().find(|owed| owed.instalment.id == of.1);
        found.ok_or_else(|| ApiError::broken("an instalment is missing from its contract"))
    }

    /// The payments of one of them, the oldest first.
    pub async fn payments(&self, desk: &Desk, id: ContractId) -> Result<&[payment::Model], ApiError> {
        let find = || payment::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.payments.of(id, find, |row| row.contract_id).await
    }

    /// The reversal of a payment of any of them.
    pub async fn reversal(&self, desk: &Desk, id: PaymentId) -> Result<Option<&payment_reversal::Model>, ApiError> {
        let find = || payment_reversal::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        Ok(self.reversals.of(id, find, |row| row.payment_id).await?.first())
    }

    /// What a payment of any of them settled.
    pub async fn allocations(&self, desk: &Desk, id: PaymentId) -> Result<&[allocation::Model], ApiError> {
        let find = || allocation::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.allocations.of(id, find, |row| row.payment_id).await
    }

    /// The requests to pay of one of them, the oldest first.
    pub async fn requests(&self, desk: &Desk, id: ContractId) -> Result<&[payment_request::Model], ApiError> {
        let find = || payment_request::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.requests.of(id, find, |row| row.contract_id).await
    }

    /// The tax e-invoices of one of them, the oldest first.
    pub async fn e_invoices(&self, desk: &Desk, id: ContractId) -> Result<&[e_invoice::Model], ApiError> {
        let find = || e_invoice::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.e_invoices.of(id, find, |row| row.contract_id).await
    }

    /// Whose account is paid into.
    pub async fn provider(&self, desk: &Desk) -> Result<Option<&provider::Model>, ApiError> {
        let read = async || Ok::<_, ApiError>(provider::find(desk.read()).await?);
        Ok(self.provider.get_or_try_init(read).await?.as_ref())
    }

    /// What payments that stand settled of the instalments of a contract.
    pub async fn paid(&self, desk: &Desk, contract: &contract::Model) -> Result<Money, ApiError> {
        sum(contract, self.owed(desk, contract.id).await?.iter().map(|owed| owed.paid))
    }

    /// What is still owed on a contract, due or not.
    pub async fn outstanding(&self, desk: &Desk, contract: &contract::Model) -> Result<Money, ApiError> {
        sum(contract, self.owed(desk, contract.id).await?.iter().map(|owed| owed.outstanding))
    }

    /// What is still owed on a contract of instalments whose due day has passed.
    pub async fn overdue(&self, desk: &Desk, contract: &contract::Model) -> Result<Money, ApiError> {
        let today = desk.by.today();
        let is_overdue = |owed: &&Owed| matches!(owed.standing(today), Standing::Overdue { .. });
        sum(contract, self.owed(desk, contract.id).await?.iter().filter(is_overdue).map(|owed| owed.outstanding))
    }

    /// What payments that stand brought in beyond what they settled.
    pub async fn unallocated(&self, desk: &Desk, contract: &contract::Model) -> Result<Money, ApiError> {
        let mut received = Vec::new();
        for payment in self.payments(desk, contract.id).await? {
            if self.reversal(desk, payment.id).await?.is_none() {
                received.push(payment.amount(contract.currency));
            }
        }
        let settled = self.paid(desk, contract).await?;
        Ok(sum(contract, received)?.minus(settled).map_err(Refusal::from)?)
    }

    /// What a payment brought in beyond what it settled; nothing once it is reversed.
    pub async fn rest_of(&self, desk: &Desk, (payment, amount): (PaymentId, Money)) -> Result<Money, ApiError> {
        let currency = amount.currency();
        if self.reversal(desk, payment).await?.is_some() {
            return Ok(Money::zero(currency));
        }
        let parts = self.allocations(desk, payment).await?.iter().map(|part| Money::new(part.amount_minor, currency));
        let settled = Money::sum(currency, parts).map_err(Refusal::from)?;
        Ok(amount.minus(settled).map_err(Refusal::from)?)
    }
}

fn sum(contract: &contract::Model, amounts: impl IntoIterator<Item = Money>) -> Result<Money, ApiError> {
    Ok(Money::sum(contract.currency, amounts).map_err(Refusal::from)?)
}
