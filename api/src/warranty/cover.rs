//! A warranty cover as clients see it.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entity::warranty::warranty_cover;

use super::claim::WarrantyClaim;
use crate::contract::deliverable::Deliverable;
use crate::contract::page::ContractPage;
use crate::contract::reminder::NextReminder;
use crate::desk::AtDesk;
use crate::error::{ApiError, Nullable, nullable};
use crate::value::{Day, NodeId};

/// Ids of warranty covers.
pub const WARRANTY_COVER: NodeId = NodeId("WarrantyCover");

/// The warranty on one deliverable, or the cover of what was redone of it (P5).
#[derive(Clone, Debug)]
pub struct WarrantyCover {
    row: warranty_cover::Model,
    page: Arc<ContractPage>,
}

impl WarrantyCover {
    /// A cover on a contract of that page.
    pub fn new(row: warranty_cover::Model, page: &Arc<ContractPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }

    /// One cover by itself.
    pub fn alone(row: warranty_cover::Model) -> Self {
        let page = ContractPage::around([row.contract_id]);
        Self { row, page }
    }
}

/// The warranty on one deliverable, or the cover of what was redone of it (P5).
#[Object]
impl WarrantyCover {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        WARRANTY_COVER.encode(self.row.id.0)
    }

    /// On what.
    async fn deliverable(&self, ctx: &Context<'_>) -> Result<Deliverable, ApiError> {
        self.page.deliverable(ctx.desk()?, (self.row.contract_id, self.row.deliverable_id)).await
    }

    /// The day of acceptance, or the day redone work was handed over, from which it counts.
    async fn from_on(&self) -> Day {
        self.row.from_on.into()
    }

    /// The agreed length of a warranty; null for redone work.
    async fn months(&self) -> Option<i32> {
        self.row.months
    }

    /// The agreed length of the cover of redone work; null for a warranty.
    async fn days(&self) -> Option<i32> {
        self.row.days
    }

    /// The claim on which work was redone; null for a warranty.
    async fn follows_on(&self, ctx: &Context<'_>) -> Nullable<WarrantyClaim> {
        nullable(async {
            let claims = self.page.warranty.claims(ctx.desk()?, self.row.contract_id).await?;
            let claim = claims.iter().find(|claim| self.row.claim_id == Some(claim.id));
            Ok(claim.map(|claim| WarrantyClaim::new(claim.clone(), &self.page)))
        })
        .await
    }

    /// The last covered day, until midnight in the provider's zone.
    async fn last_covered_on(&self) -> Day {
        self.row.last_covered_on.into()
    }

    /// Whether a defect that shows today is covered.
    async fn is_running(&self, ctx: &Context<'_>) -> Result<bool, ApiError> {
        Ok(self.row.cover().is_covered(ctx.desk()?.by.today()))
    }

    /// When the customer is told next that it is about to end; null when there is nothing to tell any more.
    async fn next_reminder(&self, ctx: &Context<'_>) -> Nullable<NextReminder> {
        nullable(async {
            let reminders = self.page.reminders(ctx.desk()?, self.row.contract_id).await?;
            Ok(NextReminder::of(reminders, |row| row.subject_id == self.row.id.0))
        })
        .await
    }
}
