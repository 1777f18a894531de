//! `resolveWarrantyClaim`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::warranty::record_work::{Resolution, resolve_claim};

use super::claim::WarrantyClaim;
use super::which::which;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A claim whose defect was put right.
#[derive(InputObject)]
pub struct ResolveWarrantyClaimInput {
    /// Which claim.
    pub warranty_claim_id: ID,
    /// What was done, 1 to 4,000 characters; the customer is told.
    pub answer: String,
    /// Whether work was redone: what was redone is covered from today on, for the days the contract says.
    #[graphql(default)]
    pub is_rework: bool,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The claim as it is now.
#[derive(SimpleObject)]
pub struct ResolveWarrantyClaimPayload {
    /// With its answer.
    pub warranty_claim: WarrantyClaim,
}

/// Answers a claim: the defect was put right, which the customer confirms or not (P5). Staff do.
pub async fn run(ctx: &Context<'_>, input: ResolveWarrantyClaimInput) -> Result<ResolveWarrantyClaimPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::AnswerClaims)?;
    let which = which(&input.warranty_claim_id, input.expected_version)?;
    let resolution = Resolution { which, answer: input.answer, is_rework: input.is_rework };
    let done = desk.write(async |write| resolve_claim(write, &desk.by, &resolution).await).await?;
    Ok(ResolveWarrantyClaimPayload { warranty_claim: WarrantyClaim::alone(done.into_inner()) })
}
