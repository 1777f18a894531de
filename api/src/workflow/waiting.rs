//! A wait as clients see it.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entity::workflow::work_waiting;

use super::item::WorkItem;
use super::state::OwnerName;
use crate::contract::page::ContractPage;
use crate::desk::AtDesk;
use crate::error::{Nullable, nullable};
use crate::value::{Day, NodeId};

/// Ids of waits.
pub const WORK_WAITING: NodeId = NodeId("WorkWaiting");

/// Days on which the provider waits for the customer or an authority: its clocks stand still (C3, S4).
#[derive(Clone, Debug)]
pub struct WorkWaiting {
    row: work_waiting::Model,
    page: Arc<ContractPage>,
}

impl WorkWaiting {
    /// A wait under a contract of that page.
    pub fn new(row: work_waiting::Model, page: &Arc<ContractPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }

    /// One wait by itself.
    pub fn alone(row: work_waiting::Model) -> Self {
        let page = ContractPage::around([row.contract_id]);
        Self { row, page }
    }
}

/// Days on which the provider waits for the customer or an authority: its clocks stand still (C3, S4).
#[Object]
impl WorkWaiting {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        WORK_WAITING.encode(self.row.id.0)
    }

    /// For whom.
    async fn waits_for(&self) -> OwnerName {
        self.row.waits_for.into()
    }

    /// The one item of the provider that waits; null when all of them do.
    async fn item(&self, ctx: &Context<'_>) -> Nullable<WorkItem> {
        let read = async {
            let items = self.page.work.items(ctx.desk()?, self.row.plan_id).await?;
            let own = items.iter().find(|item| self.row.item_id == Some(item.id));
            Ok(own.map(|item| WorkItem::new(item.clone(), &self.page)))
        };
        nullable(read).await
    }

    /// The first day of it.
    async fn from_on(&self) -> Day {
        self.row.from_on.into()
    }

    /// The day work went on; null while it waits.
    async fn until_on(&self) -> Option<Day> {
        self.row.until_on.map(Day)
    }

    /// For what.
    async fn reason(&self) -> &str {
        &self.row.reason
    }
}
