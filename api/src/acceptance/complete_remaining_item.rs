//! `completeRemainingItem`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::acceptance::record_item::{ItemDone, complete_remaining_item};
use entity::access::Permission;
use entity::value::id::RemainingItemId;

use super::remaining_item::{REMAINING_ITEM, RemainingItem};
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// Something that remained and is done.
#[derive(InputObject)]
pub struct CompleteRemainingItemInput {
    /// Which item.
    pub remaining_item_id: ID,
    /// What shows that it is done, 1 to 2,000 characters: both parties read it.
    pub evidence: String,
    /// The day it was done, not in the future, not before the acceptance; today when it is not said.
    pub on: Option<Day>,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The item as it is now.
#[derive(SimpleObject)]
pub struct CompleteRemainingItemPayload {
    /// With its day.
    pub remaining_item: RemainingItem,
}

/// Notes that something that remained is done (S6); when all of it is, the work is reported done again. Staff do.
pub async fn run(
    ctx: &Context<'_>,
    input: CompleteRemainingItemInput,
) -> Result<CompleteRemainingItemPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let item_id = REMAINING_ITEM.decode(&input.remaining_item_id).map(RemainingItemId).ok_or(ApiError::NotFound)?;
    let (on, evidence) = (input.on.map(|day| day.0), input.evidence);
    let done = ItemDone { item_id, expected_version: input.expected_version, on, evidence };
    let done = desk.write(async |write| complete_remaining_item(write, &desk.by, &done).await).await?;
    Ok(CompleteRemainingItemPayload { remaining_item: RemainingItem::alone(done.into_inner()) })
}
