//! A part of a payment as clients see it.

use std::sync::Arc;

use async_graphql::{Context, Object};
use entity::value::id::{ContractId, InstalmentId};
use entity::value::money::Money;

use super::instalment::Instalment;
use crate::contract::page::ContractPage;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::MoneyObject;

/// A part of a payment that settled an instalment, wholly or in part.
#[derive(Clone, Debug)]
pub struct Allocation {
    instalment: (ContractId, InstalmentId),
    amount: Money,
    page: Arc<ContractPage>,
}

impl Allocation {
    /// So much on an instalment of a contract of that page.
    pub fn new(instalment: (ContractId, InstalmentId), amount: Money, page: &Arc<ContractPage>) -> Self {
        Self { instalment, amount, page: Arc::clone(page) }
    }
}

/// A part of a payment that settled an instalment, wholly or in part.
#[Object]
impl Allocation {
    /// Which instalment.
    async fn instalment(&self, ctx: &Context<'_>) -> Result<Instalment, ApiError> {
        let owed = self.page.billing.instalment(ctx.desk()?, self.instalment).await?;
        Ok(Instalment::new(owed.clone(), &self.page))
    }

    /// How much of the payment.
    async fn amount(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.amount)
    }
}
