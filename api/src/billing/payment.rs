//! A payment as clients see it.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};
use entity::billing::payment;
use entity::clock::Instant;
use entity::value::money::Money;

use super::allocation::Allocation;
use crate::contract::object::Contract;
use crate::contract::page::ContractPage;
use crate::desk::{AtDesk, Desk};
use crate::error::{ApiError, Nullable, nullable};
use crate::value::{Day, MoneyObject, NodeId};

/// Ids of payments.
pub const PAYMENT: NodeId = NodeId("Payment");

/// A sum received on the provider's account. A wrong one is reversed, never changed (C5).
#[derive(Clone, Debug)]
pub struct Payment {
    row: payment::Model,
    page: Arc<ContractPage>,
}

/// That a payment did not stand: what it had settled is owed again.
#[derive(SimpleObject, Clone, Debug)]
pub struct Reversal {
    /// The day from which it does not stand.
    pub reversed_on: Day,
    /// Why.
    pub reason: String,
}

impl Payment {
    /// A payment on a contract of that page.
    pub fn new(row: payment::Model, page: &Arc<ContractPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }

    /// One payment by itself.
    pub fn alone(row: payment::Model) -> Self {
        let page = ContractPage::around([row.contract_id]);
        Self { row, page }
    }

    async fn received(&self, desk: &Desk) -> Result<Money, ApiError> {
        Ok(self.row.amount(self.page.contract(desk, self.row.contract_id).await?.currency))
    }
}

/// A sum received on the provider's account. A wrong one is reversed, never changed (C5).
#[Object]
impl Payment {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        PAYMENT.encode(self.row.id.0)
    }

    /// The bank's reference: the same again is the same payment.
    async fn reference(&self) -> &str {
        &self.row.reference
    }

    /// How much.
    async fn amount(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.received(ctx.desk()?).await?)
    }

    /// The day it came in.
    async fn received_on(&self) -> Day {
        self.row.received_on.into()
    }

    /// What staff noted about it; null for customers.
    async fn note(&self, ctx: &Context<'_>) -> Nullable<&str> {
        ctx.desk().map(|desk| self.row.note.as_deref().filter(|_| desk.by.viewer.is_staff())).transpose()
    }

    /// When it was entered.
    async fn entered_at(&self) -> Instant {
        self.row.entered_at
    }

    /// What it settled, as long as it stands.
    async fn allocations(&self, ctx: &Context<'_>) -> Result<Vec<Allocation>, ApiError> {
        let desk = ctx.desk()?;
        let currency = self.received(desk).await?.currency();
        let parts = self.page.billing.allocations(desk, self.row.id).await?.iter().map(|part| {
            let instalment = (self.row.contract_id, part.instalment_id);
            Allocation::new(instalment, Money::new(part.amount_minor, currency), &self.page)
        });
        Ok(parts.collect())
    }

    /// What of it settled no instalment; nothing once it is reversed.
    async fn unallocated(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        let desk = ctx.desk()?;
        let amount = self.received(desk).await?;
        MoneyObject::at(ctx, self.page.billing.rest_of(desk, (self.row.id, amount)).await?)
    }

    /// Since when and why it does not stand; null as long as it does.
    async fn reversal(&self, ctx: &Context<'_>) -> Nullable<Reversal> {
        nullable(async {
            let reversal = self.page.billing.reversal(ctx.desk()?, self.row.id).await?;
            Ok(reversal.map(|row| Reversal { reversed_on: row.reversed_on.into(), reason: row.reason.clone() }))
        })
        .await
    }

    /// The id of the wrongly entered payment that this one replaces.
    async fn corrects_id(&self) -> Option<ID> {
        self.row.corrects_id.map(|id| PAYMENT.encode(id.0))
    }

    /// For which contract.
    async fn contract(&self, ctx: &Context<'_>) -> Result<Contract, ApiError> {
        let row = self.page.contract(ctx.desk()?, self.row.contract_id).await?;
        Ok(Contract::new(row.clone(), &self.page))
    }
}
