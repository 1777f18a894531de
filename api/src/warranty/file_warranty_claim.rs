//! `fileWarrantyClaim`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::value::id::DeliverableId;
use entity::warranty::record_claim::{Claim, file_claim};

use super::claim::WarrantyClaim;
use crate::contract::deliverable::DELIVERABLE;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// A defect to report.
#[derive(InputObject)]
pub struct FileWarrantyClaimInput {
    /// On what.
    pub deliverable_id: ID,
    /// The day the defect showed, not in the future: it decides whether the warranty covers it.
    pub defect_on: Day,
    /// What is wrong, 1 to 4,000 characters.
    pub description: String,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The claim that was filed.
#[derive(SimpleObject)]
pub struct FileWarrantyClaimPayload {
    /// With its verdict.
    pub warranty_claim: WarrantyClaim,
}

/// Reports a defect under warranty (P5). The customer's people and staff do.
pub async fn run(ctx: &Context<'_>, input: FileWarrantyClaimInput) -> Result<FileWarrantyClaimPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::FileClaims)?;
    let deliverable_id = DELIVERABLE.decode(&input.deliverable_id).map(DeliverableId).ok_or(ApiError::NotFound)?;
    let claim = Claim {
        deliverable_id,
        expected_version: input.expected_version,
        defect_on: input.defect_on.0,
        description: input.description,
    };
    let done = desk.write(async |write| file_claim(write, &desk.by, &claim).await).await?;
    Ok(FileWarrantyClaimPayload { warranty_claim: WarrantyClaim::alone(done.into_inner()) })
}
