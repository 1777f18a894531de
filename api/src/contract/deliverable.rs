//! A line of a contract's scope as clients see it.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entity::contract::deliverable;
use entity::value::currency::Currency;

use super::page::ContractPage;
use crate::catalogue::object::ServicePackage;
use crate::catalogue::vat::VatCategoryName;
use crate::desk::AtDesk;
use crate::error::{ApiError, Nullable, nullable};
use crate::value::{MoneyObject, NodeId};
use crate::warranty::cover::WarrantyCover;

/// Ids of deliverables.
pub const DELIVERABLE: NodeId = NodeId("Deliverable");

/// One line of a contract's scope: what the provider owes, at which price.
#[derive(Clone, Debug)]
pub struct Deliverable {
    row: deliverable::Model,
    currency: Currency,
    page: Arc<ContractPage>,
}

impl Deliverable {
    /// A line of a contract of that page, in the contract's currency.
    pub fn new(row: deliverable::Model, currency: Currency, page: &Arc<ContractPage>) -> Self {
        Self { row, currency, page: Arc::clone(page) }
    }
}

/// One line of a contract's scope: what the provider owes, at which price.
#[Object]
impl Deliverable {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        DELIVERABLE.encode(self.row.id.0)
    }

    /// Its place in the contract, from 1.
    async fn position(&self) -> i32 {
        self.row.position
    }

    /// The name in the viewer's language.
    async fn name(&self, ctx: &Context<'_>) -> Result<&str, ApiError> {
        Ok(ctx.desk()?.in_language(&self.row.name_vi, &self.row.name_en))
    }

    /// The name in Vietnamese.
    async fn name_vi(&self) -> &str {
        &self.row.name_vi
    }

    /// The name in English.
    async fn name_en(&self) -> &str {
        &self.row.name_en
    }

    /// The package it came from; null for free text, and for customers when it is no longer offered.
    async fn package(&self, ctx: &Context<'_>) -> Nullable<ServicePackage> {
        nullable(async { Ok(self.page.package(ctx.desk()?, &self.row).await?.cloned().map(ServicePackage)) }).await
    }

    /// The price without VAT.
    async fn net(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.row.net(self.currency))
    }

    /// How it is taxed.
    async fn vat_category(&self) -> VatCategoryName {
        self.row.vat_category.into()
    }

    /// The rate on the day of signing, in basis points: 800 is 8 %.
    async fn vat_rate_basis_points(&self) -> i32 {
        self.row.vat_rate_basis_points
    }

    /// The VAT by that rate, rounded per line.
    async fn vat(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.row.vat(self.currency))
    }

    /// The warranty on it, 0 to 120 months from acceptance.
    async fn warranty_months(&self) -> i32 {
        self.row.warranty_months
    }

    /// Until when it is covered; null before acceptance and where nothing is warranted (P5).
    async fn cover(&self, ctx: &Context<'_>) -> Nullable<WarrantyCover> {
        nullable(async {
            let covers = self.page.warranty.covers(ctx.desk()?, self.row.contract_id).await?;
            let cover = covers.iter().find(|cover| cover.deliverable_id == self.row.id && !cover.follows_on());
            Ok(cover.map(|cover| WarrantyCover::new(cover.clone(), &self.page)))
        })
        .await
    }
}
