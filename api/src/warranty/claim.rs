//! A warranty claim as clients see it.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use entity::warranty::claim_state::ClaimState;
use entity::warranty::warranty_claim;

use crate::contract::deliverable::Deliverable;
use crate::contract::object::Contract;
use crate::contract::page::ContractPage;
use crate::desk::AtDesk;
use crate::error::{ApiError, Nullable, nullable};
use crate::value::{Day, NodeId};

/// Ids of warranty claims.
pub const WARRANTY_CLAIM: NodeId = NodeId("WarrantyClaim");

/// Where a warranty claim stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "ClaimState", remote = "ClaimState")]
pub enum ClaimStateName {
    /// Filed, not yet answered.
    Filed,
    /// The defect was put right.
    Resolved,
    /// Refused, with the reason.
    Rejected,
}

/// A defect reported under warranty, and what the provider answered (P5).
#[derive(Clone, Debug)]
pub struct WarrantyClaim {
    row: warranty_claim::Model,
    page: Arc<ContractPage>,
}

impl WarrantyClaim {
    /// A claim on a contract of that page.
    pub fn new(row: warranty_claim::Model, page: &Arc<ContractPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }

    /// One claim by itself.
    pub fn alone(row: warranty_claim::Model) -> Self {
        let page = ContractPage::around([row.contract_id]);
        Self { row, page }
    }
}

/// A defect reported under warranty, and what the provider answered (P5).
#[Object]
impl WarrantyClaim {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        WARRANTY_CLAIM.encode(self.row.id.0)
    }

    /// By what people know it, such as `BH-2026-7KQ4MX`.
    async fn reference(&self) -> &str {
        &self.row.reference
    }

    /// Where it stands.
    async fn state(&self) -> ClaimStateName {
        self.row.state.into()
    }

    /// Whether the defect showed on a covered day; decided when it was filed.
    async fn is_covered(&self) -> bool {
        self.row.is_covered
    }

    /// The day the defect showed.
    async fn defect_on(&self) -> Day {
        self.row.defect_on.into()
    }

    /// What is wrong, in the words of who filed it.
    async fn description(&self) -> &str {
        &self.row.description
    }

    /// The day it was filed.
    async fn filed_on(&self) -> Day {
        self.row.filed_on.into()
    }

    /// The name of who filed it.
    async fn filed_by(&self, ctx: &Context<'_>) -> Nullable<&str> {
        nullable(async { self.page.warranty.filer(ctx.desk()?, self.row.id).await }).await
    }

    /// The day it was answered.
    async fn answered_on(&self) -> Option<Day> {
        self.row.answered_on.map(Day)
    }

    /// What was answered.
    async fn answer(&self) -> Option<&str> {
        self.row.answer.as_deref()
    }

    /// On what.
    async fn deliverable(&self, ctx: &Context<'_>) -> Result<Deliverable, ApiError> {
        self.page.deliverable(ctx.desk()?, (self.row.contract_id, self.row.deliverable_id)).await
    }

    /// On which contract.
    async fn contract(&self, ctx: &Context<'_>) -> Result<Contract, ApiError> {
        let row = self.page.contract(ctx.desk()?, self.row.contract_id).await?;
        Ok(Contract::new(row.clone(), &self.page))
    }
}
