//! A warranty claim as clients see it.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use entity::warranty::claim_state::ClaimState;
use entity::warranty::warranty_claim;

use super::cover::WarrantyCover;
use super::step::ClaimStep;
use super::verdict::ClaimVerdict;
use crate::contract::deliverable::Deliverable;
use crate::contract::object::Contract;
use crate::contract::page::ContractPage;
use crate::desk::AtDesk;
use crate::error::{ApiError, Nullable, nullable};
use crate::response::object::ResponseClock;
use crate::value::{Day, NodeId};

/// Ids of warranty claims.
pub const WARRANTY_CLAIM: NodeId = NodeId("WarrantyClaim");

/// Where a warranty claim stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "ClaimState", remote = "ClaimState")]
pub enum ClaimStateName {
    /// Filed; its verdict waits for a person.
    Filed,
    /// Judged as covered; work on it has not begun.
    Triaged,
    /// The defect is being put right.
    InWork,
    /// Put right, as the provider says; the customer confirms or reopens it.
    Resolved,
    /// Put right, as the customer says.
    Confirmed,
    /// Judged as not covered, with the rule that says so.
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

    /// Whether the provider has to put it right: by the rule until a person has judged it, then as they decided.
    async fn is_covered(&self) -> bool {
        self.row.is_covered
    }

    /// The verdict with the rule that says so.
    async fn verdict(&self) -> ClaimVerdict {
        ClaimVerdict::new(self.row.clone(), &self.page)
    }

    /// What was done about it, step by step.
    async fn steps(&self, ctx: &Context<'_>) -> Result<Vec<ClaimStep>, ApiError> {
        let steps = self.page.warranty.steps(ctx.desk()?, self.row.id).await?.iter().cloned();
        Ok(steps.map(|(step, taker)| ClaimStep(step, taker)).collect())
    }

    /// By when it is to be answered: its verdict, and what is said when it was reopened (P3).
    async fn response(&self, ctx: &Context<'_>) -> Nullable<ResponseClock> {
        nullable(async { Ok(self.page.response(ctx.desk()?, self.row.id.0).await?.cloned().map(ResponseClock)) }).await
    }

    /// What covers the work that was redone on it; null when nothing was.
    async fn follow_on(&self, ctx: &Context<'_>) -> Nullable<WarrantyCover> {
        nullable(async {
            let covers = self.page.warranty.covers(ctx.desk()?, self.row.contract_id).await?;
            let own = covers.iter().find(|cover| cover.claim_id == Some(self.row.id));
            Ok(own.map(|cover| WarrantyCover::new(cover.clone(), &self.page)))
        })
        .await
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

    /// The day it was resolved or rejected; null again when it is reopened.
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
