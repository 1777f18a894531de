//! `rejectWarrantyClaim`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::warranty::record_verdict::{Rejection, reject_claim};

use super::claim::WarrantyClaim;
use super::verdict::WarrantyExclusion;
use super::which::which;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A claim to refuse.
#[derive(InputObject)]
pub struct RejectWarrantyClaimInput {
    /// Which claim.
    pub warranty_claim_id: ID,
    /// Why it is not warranted, though it showed on a covered day.
    pub exclusion: Option<WarrantyExclusion>,
    /// The grounds, 1 to 4,000 characters; the customer is told.
    pub answer: String,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The claim as it is now.
#[derive(SimpleObject)]
pub struct RejectWarrantyClaimPayload {
    /// With its answer.
    pub warranty_claim: WarrantyClaim,
}

/// Answers a claim: it is refused, even when work on it has shown that it is not covered (P5). Staff do.
pub async fn run(ctx: &Context<'_>, input: RejectWarrantyClaimInput) -> Result<RejectWarrantyClaimPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::AnswerClaims)?;
    let which = which(&input.warranty_claim_id, input.expected_version)?;
    let rejection = Rejection { which, exclusion: input.exclusion.map(Into::into), answer: input.answer };
    let done = desk.write(async |write| reject_claim(write, &desk.by, &rejection).await).await?;
    Ok(RejectWarrantyClaimPayload { warranty_claim: WarrantyClaim::alone(done.into_inner()) })
}
