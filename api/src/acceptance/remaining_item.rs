//! What remained of an acceptance in part as clients see it.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entity::acceptance::remaining_item;

use crate::contract::deliverable::Deliverable;
use crate::contract::page::ContractPage;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::{Day, NodeId};

/// Ids of what remained.
pub const REMAINING_ITEM: NodeId = NodeId("RemainingItem");

/// Something the provider still owes of a deliverable that was not accepted with the others (S6).
#[derive(Clone, Debug)]
pub struct RemainingItem {
    row: remaining_item::Model,
    page: Arc<ContractPage>,
}

impl RemainingItem {
    /// An item of a contract of that page.
    pub fn new(row: remaining_item::Model, page: &Arc<ContractPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }

    /// One item by itself.
    pub fn alone(row: remaining_item::Model) -> Self {
        let page = ContractPage::around([row.contract_id]);
        Self { row, page }
    }
}

/// Something the provider still owes of a deliverable that was not accepted with the others (S6).
#[Object]
impl RemainingItem {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        REMAINING_ITEM.encode(self.row.id.0)
    }

    /// Its place in the round, from 1.
    async fn number(&self) -> i32 {
        self.row.number
    }

    /// Of what.
    async fn deliverable(&self, ctx: &Context<'_>) -> Result<Deliverable, ApiError> {
        self.page.deliverable(ctx.desk()?, (self.row.contract_id, self.row.deliverable_id)).await
    }

    /// What is to be done.
    async fn what(&self) -> &str {
        &self.row.what
    }

    /// By the end of which day.
    async fn due_on(&self) -> Day {
        self.row.due_on.into()
    }

    /// Whether its day has passed and it is not done.
    async fn is_overdue(&self, ctx: &Context<'_>) -> Result<bool, ApiError> {
        Ok(self.row.done_on.is_none() && self.row.due_on < ctx.desk()?.by.today())
    }

    /// When it was done.
    async fn done_on(&self) -> Option<Day> {
        self.row.done_on.map(Day)
    }

    /// What shows that it is done.
    async fn evidence(&self) -> Option<&str> {
        self.row.evidence.as_deref()
    }
}
