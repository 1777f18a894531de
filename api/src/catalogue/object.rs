//! A service package as clients see it.

use async_graphql::{Context, ID, Object};
use entity::catalogue::service_package;
use entity::clock::Instant;

use super::offer::{PackageInstalment, PackageWorkItem};
use super::vat::VatCategoryName;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::{MoneyObject, NodeId};

/// Ids of service packages.
pub const SERVICE_PACKAGE: NodeId = NodeId("ServicePackage");

/// What a customer can choose (P1).
#[derive(Clone, Debug)]
pub struct ServicePackage(pub service_package::Model);

/// What a customer can choose (P1).
#[Object]
impl ServicePackage {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        SERVICE_PACKAGE.encode(self.0.id.0)
    }

    /// A short code, such as `ENV-PERMIT`.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// The name in the viewer's language.
    async fn name(&self, ctx: &Context<'_>) -> Result<&str, ApiError> {
        Ok(ctx.desk()?.in_language(&self.0.name_vi, &self.0.name_en))
    }

    /// The name in Vietnamese.
    async fn name_vi(&self) -> &str {
        &self.0.name_vi
    }

    /// The name in English.
    async fn name_en(&self) -> &str {
        &self.0.name_en
    }

    /// What it is for, in the viewer's language.
    async fn summary(&self, ctx: &Context<'_>) -> Result<&str, ApiError> {
        Ok(ctx.desk()?.in_language(&self.0.summary_vi, &self.0.summary_en))
    }

    /// What it is for, in Vietnamese.
    async fn summary_vi(&self) -> &str {
        &self.0.summary_vi
    }

    /// What it is for, in English.
    async fn summary_en(&self) -> &str {
        &self.0.summary_en
    }

    /// The list price without VAT.
    async fn price(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.0.price())
    }

    /// How it is taxed.
    async fn vat_category(&self) -> VatCategoryName {
        self.0.vat_category.into()
    }

    /// How long the provider warrants it, 0 to 120 months from acceptance.
    async fn warranty_months(&self) -> i32 {
        self.0.warranty_months
    }

    /// What is usually done, by whom, in which order.
    async fn workflow(&self) -> Vec<PackageWorkItem> {
        self.0.workflow.0.iter().cloned().map(PackageWorkItem).collect()
    }

    /// How many working days that takes when every item begins as soon as it can; null without a workflow.
    async fn working_days(&self) -> Option<i32> {
        Some(self.0.workflow.working_days()).filter(|days| *days > 0)
    }

    /// When the price is usually paid.
    async fn instalment_plan(&self) -> Vec<PackageInstalment> {
        self.0.instalment_plan.0.iter().cloned().map(PackageInstalment).collect()
    }

    /// Within how many working hours an inquiry about it is answered (P3); null where nothing is promised.
    async fn response_hours(&self) -> Option<i32> {
        self.0.response_hours
    }

    /// Since when it is no longer offered; only staff see such packages.
    async fn retired_at(&self) -> Option<Instant> {
        self.0.retired_at
    }

    /// Rises with every change; for `expectedVersion`.
    async fn version(&self) -> i64 {
        self.0.version
    }
}
