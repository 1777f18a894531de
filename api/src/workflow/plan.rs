//! A version of a work plan as clients see it.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};
use entity::workflow::progress::progress;
use entity::workflow::work_plan;

use super::item::WorkItem;
use super::state::PlanStateName;
use super::waiting::WorkWaiting;
use crate::contract::object::Contract;
use crate::contract::page::ContractPage;
use crate::desk::AtDesk;
use crate::error::{ApiError, Nullable, nullable};
use crate::value::{Day, NodeId};

/// Ids of versions of work plans.
pub const WORK_PLAN: NodeId = NodeId("WorkPlan");

/// How far the work has come.
#[derive(SimpleObject)]
pub struct WorkProgress {
    /// The working days of the items that are done.
    pub done_days: i32,
    /// The working days of all items.
    pub total_days: i32,
    /// Whole percent, rounded down.
    pub percent: i32,
}

/// A version of the work plan of a contract: what is done by whom, after what and until when (P2, S4).
#[derive(Clone, Debug)]
pub struct WorkPlan {
    row: work_plan::Model,
    page: Arc<ContractPage>,
}

impl WorkPlan {
    /// A plan of a contract of that page.
    pub fn new(row: work_plan::Model, page: &Arc<ContractPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }

    /// One plan by itself.
    pub fn alone(row: work_plan::Model) -> Self {
        let page = ContractPage::around([row.contract_id]);
        Self { row, page }
    }
}

/// A version of the work plan of a contract: what is done by whom, after what and until when (P2, S4).
#[Object]
impl WorkPlan {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        WORK_PLAN.encode(self.row.id.0)
    }

    /// Its version, from 1.
    async fn number(&self) -> i32 {
        self.row.number
    }

    /// Where it stands.
    async fn state(&self) -> PlanStateName {
        self.row.state.into()
    }

    /// The day from which its items are counted.
    async fn start_on(&self) -> Day {
        self.row.start_on.into()
    }

    /// What the provider says of it.
    async fn note(&self) -> Option<&str> {
        self.row.note.as_deref()
    }

    /// When the provider proposed it.
    async fn proposed_on(&self) -> Day {
        self.row.proposed_on.into()
    }

    /// The name of who proposed it.
    async fn proposed_by(&self, ctx: &Context<'_>) -> Nullable<&str> {
        nullable(async { self.page.work.name(ctx.desk()?, self.row.proposed_by).await }).await
    }

    /// When it was answered.
    async fn answered_on(&self) -> Option<Day> {
        self.row.answered_on.map(Day)
    }

    /// The name of who answered it, or entered the answer given on paper.
    async fn answered_by(&self, ctx: &Context<'_>) -> Nullable<&str> {
        nullable(async { self.page.work.name(ctx.desk()?, self.row.answered_by).await }).await
    }

    /// Why it was rejected; or who confirmed it on which paper, where staff entered that.
    async fn answer(&self) -> Option<&str> {
        self.row.answer.as_deref()
    }

    /// What is to be done, in order.
    async fn items(&self, ctx: &Context<'_>) -> Result<Vec<WorkItem>, ApiError> {
        let rows = self.page.work.items(ctx.desk()?, self.row.id).await?.iter().cloned();
        Ok(rows.map(|row| WorkItem::new(row, &self.page)).collect())
    }

    /// How far it has come.
    async fn progress(&self, ctx: &Context<'_>) -> Result<WorkProgress, ApiError> {
        let items = self.page.work.items(ctx.desk()?, self.row.id).await?;
        let progress = progress(items.iter().map(|item| (item.state, item.working_days)));
        Ok(WorkProgress { done_days: progress.done_days, total_days: progress.total_days, percent: progress.percent() })
    }

    /// When the provider waited for the customer or an authority under this version, and why; the oldest first (C3).
    async fn waits(&self, ctx: &Context<'_>) -> Result<Vec<WorkWaiting>, ApiError> {
        let rows = self.page.work.waits(ctx.desk()?, self.row.contract_id).await?.iter();
        let own = rows.filter(|row| row.plan_id == self.row.id).cloned();
        Ok(own.map(|row| WorkWaiting::new(row, &self.page)).collect())
    }

    /// Of which contract.
    async fn contract(&self, ctx: &Context<'_>) -> Result<Contract, ApiError> {
        let row = self.page.contract(ctx.desk()?, self.row.contract_id).await?;
        Ok(Contract::new(row.clone(), &self.page))
    }
}
