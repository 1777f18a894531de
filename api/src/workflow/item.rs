//! A work item as clients see it.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entity::workflow::filing::Filing;
use entity::workflow::item_state::{ItemState, Owner};
use entity::workflow::work_item;

use super::authority::{AuthorityStep, FilingName};
use super::plan::WorkPlan;
use super::state::{ItemStateName, OwnerName};
use crate::contract::deliverable::Deliverable;
use crate::contract::page::ContractPage;
use crate::desk::{AtDesk, Desk};
use crate::error::{ApiError, Nullable, nullable};
use crate::value::{Day, NodeId};

/// Ids of work items.
pub const WORK_ITEM: NodeId = NodeId("WorkItem");

/// One line of a work plan: what somebody has to do, as both agreed, and what became of it (C3, S4).
#[derive(Clone, Debug)]
pub struct WorkItem {
    row: work_item::Model,
    page: Arc<ContractPage>,
}

impl WorkItem {
    /// An item of a contract of that page.
    pub fn new(row: work_item::Model, page: &Arc<ContractPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }

    /// One item by itself.
    pub fn alone(row: work_item::Model) -> Self {
        let page = ContractPage::around([row.contract_id]);
        Self { row, page }
    }

    async fn plan_of(&self, desk: &Desk) -> Result<WorkPlan, ApiError> {
        let plans = self.page.work.plans(desk, self.row.contract_id).await?;
        let row = plans.iter().find(|row| row.id == self.row.plan_id);
        let row = row.ok_or_else(|| ApiError::broken("an item is seen without its plan"))?;
        Ok(WorkPlan::new(row.clone(), &self.page))
    }
}

/// One line of a work plan: what somebody has to do, as both agreed, and what became of it (C3, S4).
#[Object]
impl WorkItem {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        WORK_ITEM.encode(self.row.id.0)
    }

    /// Its place in the plan, from 1.
    async fn number(&self) -> i32 {
        self.row.number
    }

    /// Whose it is.
    async fn owner(&self) -> OwnerName {
        self.row.owner.into()
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

    /// How long it takes, in working days.
    async fn working_days(&self) -> i32 {
        self.row.working_days
    }

    /// The first day, as it was agreed.
    async fn planned_from_on(&self) -> Day {
        self.row.planned_from_on.into()
    }

    /// The last day, as it was agreed.
    async fn planned_to_on(&self) -> Day {
        self.row.planned_to_on.into()
    }

    /// The first day, moved by the working days on which the provider waited or the contract rested.
    async fn expected_from_on(&self, ctx: &Context<'_>) -> Result<Day, ApiError> {
        Ok(self.page.work.expected(ctx.desk()?, &self.row, &self.page).await?.from.into())
    }

    /// The last day, moved by the working days on which the provider waited or the contract rested: it is due until its
    /// end.
    async fn expected_to_on(&self, ctx: &Context<'_>) -> Result<Day, ApiError> {
        Ok(self.page.work.expected(ctx.desk()?, &self.row, &self.page).await?.to.into())
    }

    /// Whether it is not done though its last day, as moved, has passed.
    async fn is_overdue(&self, ctx: &Context<'_>) -> Result<bool, ApiError> {
        let desk = ctx.desk()?;
        let expected = self.page.work.expected(desk, &self.row, &self.page).await?;
        Ok(self.row.state != ItemState::Done && expected.to < desk.by.today())
    }

    /// Where it stands.
    async fn state(&self) -> ItemStateName {
        self.row.state.into()
    }

    /// When it was begun.
    async fn started_on(&self) -> Option<Day> {
        self.row.started_on.map(Day)
    }

    /// When it was done.
    async fn done_on(&self) -> Option<Day> {
        self.row.done_on.map(Day)
    }

    /// What shows that it is done.
    async fn evidence(&self) -> Option<&str> {
        self.row.evidence.as_deref()
    }

    /// The numbers of the items that have to be done before.
    async fn after(&self, ctx: &Context<'_>) -> Result<Vec<i32>, ApiError> {
        let desk = ctx.desk()?;
        let items = self.page.work.items(desk, self.row.plan_id).await?;
        let after = self.page.work.after(desk, self.row.plan_id).await?;
        let is_before = |other: &&work_item::Model| {
            after.iter().any(|edge| edge.item_id == self.row.id && edge.after_id == other.id)
        };
        Ok(items.iter().filter(is_before).map(|other| other.number).collect())
    }

    /// Where the file stands before the authority; null of what is not an authority's (S4).
    async fn filing(&self, ctx: &Context<'_>) -> Nullable<FilingName> {
        let read = async {
            let steps = self.page.work.steps(ctx.desk()?, self.row.id).await?;
            let filing = Filing::of(steps.iter().map(|step| step.kind));
            Ok((self.row.owner == Owner::Authority).then(|| filing.into()))
        };
        nullable(read).await
    }

    /// What was submitted to the authority and what it said, the oldest first (S4).
    async fn authority_steps(&self, ctx: &Context<'_>) -> Result<Vec<AuthorityStep>, ApiError> {
        let steps = self.page.work.steps(ctx.desk()?, self.row.id).await?;
        Ok(steps.iter().cloned().map(AuthorityStep).collect())
    }

    /// What it is for; null when it is for all.
    async fn deliverable(&self, ctx: &Context<'_>) -> Nullable<Deliverable> {
        let read = async {
            let Some(id) = self.row.deliverable_id else { return Ok(None) };
            Ok(Some(self.page.deliverable(ctx.desk()?, (self.row.contract_id, id)).await?))
        };
        nullable(read).await
    }

    /// In which version of the plan it is.
    async fn plan(&self, ctx: &Context<'_>) -> Result<WorkPlan, ApiError> {
        self.plan_of(ctx.desk()?).await
    }
}
