//! `reopenWarrantyClaim`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::warranty::record_confirmation::{Reopening, reopen_claim};

use super::claim::WarrantyClaim;
use super::which::which;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A claim that was not put right.
#[derive(InputObject)]
pub struct ReopenWarrantyClaimInput {
    /// Which claim.
    pub warranty_claim_id: ID,
    /// What is still wrong, 1 to 4,000 characters.
    pub reason: String,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The claim as it is now.
#[derive(SimpleObject)]
pub struct ReopenWarrantyClaimPayload {
    /// In work again.
    pub warranty_claim: WarrantyClaim,
}

/// Says that a defect was not put right: work on it goes on (P5). The customer's people and staff do.
pub async fn run(ctx: &Context<'_>, input: ReopenWarrantyClaimInput) -> Result<ReopenWarrantyClaimPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::FileClaims)?;
    let which = which(&input.warranty_claim_id, input.expected_version)?;
    let reopening = Reopening { which, reason: input.reason };
    let done = desk.write(async |write| reopen_claim(write, &desk.by, &reopening).await).await?;
    Ok(ReopenWarrantyClaimPayload { warranty_claim: WarrantyClaim::alone(done.into_inner()) })
}
