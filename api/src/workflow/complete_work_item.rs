//! `completeWorkItem`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::life::complete_work_item;
use entity::value::id::WorkItemId;
use entity::workflow::record_item::OnItem;

use super::item::{WORK_ITEM, WorkItem};
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// A work item that is done.
#[derive(InputObject)]
pub struct CompleteWorkItemInput {
    /// Which item.
    pub work_item_id: ID,
    /// What shows that it is done, 1 to 2,000 characters: both parties read it.
    pub evidence: String,
    /// The day it was done, not in the future; today when it is not said.
    pub on: Option<Day>,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The item as it is now.
#[derive(SimpleObject)]
pub struct CompleteWorkItemPayload {
    /// With its new state.
    pub work_item: WorkItem,
}

/// Notes that a work item is done (S4). Staff do for any, the customer's people for those of the customer (C3).
pub async fn run(ctx: &Context<'_>, input: CompleteWorkItemInput) -> Result<CompleteWorkItemPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::DoWork)?;
    let item_id = WORK_ITEM.decode(&input.work_item_id).map(WorkItemId).ok_or(ApiError::NotFound)?;
    let asked = OnItem { item_id, expected_version: input.expected_version, on: input.on.map(|day| day.0) };
    let done = desk.write(async |write| complete_work_item(write, &desk.by, &asked, &input.evidence).await).await?;
    Ok(CompleteWorkItemPayload { work_item: WorkItem::alone(done.into_inner()) })
}
