//! `startWarrantyClaim`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::warranty::record_work::start_claim;

use super::claim::WarrantyClaim;
use super::which::which;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A claim on which work begins.
#[derive(InputObject)]
pub struct StartWarrantyClaimInput {
    /// Which claim.
    pub warranty_claim_id: ID,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The claim as it is now.
#[derive(SimpleObject)]
pub struct StartWarrantyClaimPayload {
    /// With its new state.
    pub warranty_claim: WarrantyClaim,
}

/// Work on a covered claim begins (P5). Staff do.
pub async fn run(ctx: &Context<'_>, input: StartWarrantyClaimInput) -> Result<StartWarrantyClaimPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::AnswerClaims)?;
    let which = which(&input.warranty_claim_id, input.expected_version)?;
    let done = desk.write(async |write| start_claim(write, &desk.by, which).await).await?;
    Ok(StartWarrantyClaimPayload { warranty_claim: WarrantyClaim::alone(done.into_inner()) })
}
