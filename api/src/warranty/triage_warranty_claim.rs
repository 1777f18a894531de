//! `triageWarrantyClaim`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::warranty::record_verdict::{Judgement, triage_claim};

use super::claim::WarrantyClaim;
use super::verdict::{ClaimDecision, WarrantyExclusion};
use super::which::which;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A verdict on a claim.
#[derive(InputObject)]
pub struct TriageWarrantyClaimInput {
    /// Which claim.
    pub warranty_claim_id: ID,
    /// Why it is not warranted, though it showed on a covered day.
    pub exclusion: Option<WarrantyExclusion>,
    /// What you decide; what the rules say when it is not said.
    pub decision: Option<ClaimDecision>,
    /// Why, 1 to 4,000 characters; needed to exclude it and to decide otherwise than the rules. The customer is told.
    pub reason: Option<String>,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The claim as it is now.
#[derive(SimpleObject)]
pub struct TriageWarrantyClaimPayload {
    /// With its verdict.
    pub warranty_claim: WarrantyClaim,
}

/// Judges a claim: confirms what the rules say, or overrules it with a reason (P5). Staff do.
pub async fn run(ctx: &Context<'_>, input: TriageWarrantyClaimInput) -> Result<TriageWarrantyClaimPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::AnswerClaims)?;
    let which = which(&input.warranty_claim_id, input.expected_version)?;
    let judgement = Judgement {
        which,
        exclusion: input.exclusion.map(Into::into),
        decision: input.decision.map(Into::into),
        reason: input.reason,
    };
    let done = desk.write(async |write| triage_claim(write, &desk.by, &judgement).await).await?;
    Ok(TriageWarrantyClaimPayload { warranty_claim: WarrantyClaim::alone(done.into_inner()) })
}
