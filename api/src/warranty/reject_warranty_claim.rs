//! `rejectWarrantyClaim`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::value::id::WarrantyClaimId;
use entity::warranty::record_claim::reject_claim;

use super::claim::{WARRANTY_CLAIM, WarrantyClaim};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A claim to refuse.
#[derive(InputObject)]
pub struct RejectWarrantyClaimInput {
    /// Which claim.
    pub warranty_claim_id: ID,
    /// The rule that says so, 1 to 4,000 characters; the customer is told.
    pub answer: String,
}

/// The claim as it is now.
#[derive(SimpleObject)]
pub struct RejectWarrantyClaimPayload {
    /// With its answer.
    pub warranty_claim: WarrantyClaim,
}

/// Answers a claim: it is refused (P5). Staff do.
pub async fn run(ctx: &Context<'_>, input: RejectWarrantyClaimInput) -> Result<RejectWarrantyClaimPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::AnswerClaims)?;
    let id = WARRANTY_CLAIM.decode(&input.warranty_claim_id).map(WarrantyClaimId).ok_or(ApiError::NotFound)?;
    let done = desk.write(async |write| reject_claim(write, &desk.by, id, &input.answer).await).await?;
    Ok(RejectWarrantyClaimPayload { warranty_claim: WarrantyClaim::alone(done.into_inner()) })
}
