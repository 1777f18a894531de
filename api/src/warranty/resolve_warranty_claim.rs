//! `resolveWarrantyClaim`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::value::id::WarrantyClaimId;
use entity::warranty::record_claim::resolve_claim;

use super::claim::{WARRANTY_CLAIM, WarrantyClaim};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A claim whose defect was put right.
#[derive(InputObject)]
pub struct ResolveWarrantyClaimInput {
    /// Which claim.
    pub warranty_claim_id: ID,
    /// What was done, 1 to 4,000 characters; the customer is told.
    pub answer: String,
}

/// The claim as it is now.
#[derive(SimpleObject)]
pub struct ResolveWarrantyClaimPayload {
    /// With its answer.
    pub warranty_claim: WarrantyClaim,
}

/// Answers a claim: the defect was put right (P5). Staff do.
pub async fn run(ctx: &Context<'_>, input: ResolveWarrantyClaimInput) -> Result<ResolveWarrantyClaimPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::AnswerClaims)?;
    let id = WARRANTY_CLAIM.decode(&input.warranty_claim_id).map(WarrantyClaimId).ok_or(ApiError::NotFound)?;
    let done = desk.write(async |write| resolve_claim(write, &desk.by, id, &input.answer).await).await?;
    Ok(ResolveWarrantyClaimPayload { warranty_claim: WarrantyClaim::alone(done.into_inner()) })
}
