//! `startWorkItem`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::value::id::WorkItemId;
use entity::workflow::record_item::{OnItem, start_item};

use super::item::{WORK_ITEM, WorkItem};
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// A work item to begin.
#[derive(InputObject)]
pub struct StartWorkItemInput {
    /// Which item.
    pub work_item_id: ID,
    /// The day it happened, not in the future; today when it is not said.
    pub on: Option<Day>,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The item as it is now.
#[derive(SimpleObject)]
pub struct StartWorkItemPayload {
    /// With its new state.
    pub work_item: WorkItem,
}

/// Begins a work item (S4). Staff begin any, the customer's people those of the customer (C3).
pub async fn run(ctx: &Context<'_>, input: StartWorkItemInput) -> Result<StartWorkItemPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::DoWork)?;
    let item_id = WORK_ITEM.decode(&input.work_item_id).map(WorkItemId).ok_or(ApiError::NotFound)?;
    let asked = OnItem { item_id, expected_version: input.expected_version, on: input.on.map(|day| day.0) };
    let done = desk.write(async |write| start_item(write, &desk.by, &asked).await).await?;
    Ok(StartWorkItemPayload { work_item: WorkItem::alone(done.into_inner()) })
}
