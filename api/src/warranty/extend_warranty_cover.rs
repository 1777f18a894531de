//! `extendWarrantyCover`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::value::id::WarrantyCoverId;
use entity::warranty::record_cover::{Extension, extend_cover};

use super::cover::{WARRANTY_COVER, WarrantyCover};
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// A later end of a cover.
#[derive(InputObject)]
pub struct ExtendWarrantyCoverInput {
    /// Of which cover.
    pub warranty_cover_id: ID,
    /// The last covered day from now on, later than until now; on a day off it ends with the next working day.
    pub last_covered_on: Day,
    /// Why, 1 to 500 characters.
    pub reason: String,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The cover as it is now.
#[derive(SimpleObject)]
pub struct ExtendWarrantyCoverPayload {
    /// With its new end.
    pub warranty_cover: WarrantyCover,
}

/// Moves the end of a cover to a later day; what is reminded of moves with it (P5). Staff do.
pub async fn run(ctx: &Context<'_>, input: ExtendWarrantyCoverInput) -> Result<ExtendWarrantyCoverPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let cover_id = WARRANTY_COVER.decode(&input.warranty_cover_id).map(WarrantyCoverId).ok_or(ApiError::NotFound)?;
    let (expected_version, last_covered_on) = (input.expected_version, input.last_covered_on.0);
    let extension = Extension { cover_id, expected_version, last_covered_on, reason: input.reason };
    let done = desk.write(async |write| extend_cover(write, &desk.by, &extension).await).await?;
    Ok(ExtendWarrantyCoverPayload { warranty_cover: WarrantyCover::alone(done.into_inner()) })
}
