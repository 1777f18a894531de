//! `confirmWarrantyClaim`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::warranty::record_confirmation::{Confirmation, confirm_claim};

use super::claim::WarrantyClaim;
use super::which::which;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A claim that was put right.
#[derive(InputObject)]
pub struct ConfirmWarrantyClaimInput {
    /// Which claim.
    pub warranty_claim_id: ID,
    /// 1 to 500 characters: staff have to say who confirmed and how; the customer's people may say something.
    pub note: Option<String>,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The claim as it is now.
#[derive(SimpleObject)]
pub struct ConfirmWarrantyClaimPayload {
    /// With its new state.
    pub warranty_claim: WarrantyClaim,
}

/// Confirms that a defect was put right (P5). The customer's people do, or staff enter what they said.
pub async fn run(ctx: &Context<'_>, input: ConfirmWarrantyClaimInput) -> Result<ConfirmWarrantyClaimPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::FileClaims)?;
    let which = which(&input.warranty_claim_id, input.expected_version)?;
    let confirmation = Confirmation { which, note: input.note };
    let done = desk.write(async |write| confirm_claim(write, &desk.by, &confirmation).await).await?;
    Ok(ConfirmWarrantyClaimPayload { warranty_claim: WarrantyClaim::alone(done.into_inner()) })
}
