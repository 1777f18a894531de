//! Which claim a command is given on.

use async_graphql::ID;
use entity::value::id::WarrantyClaimId;
use entity::warranty::record_step::Which;

use super::claim::WARRANTY_CLAIM;
use crate::error::ApiError;

/// The claim of an input; what is no id of a claim is not found.
pub fn which(id: &ID, expected_version: Option<i64>) -> Result<Which, ApiError> {
    let claim_id = WARRANTY_CLAIM.decode(id).map(WarrantyClaimId).ok_or(ApiError::NotFound)?;
    Ok(Which { claim_id, expected_version })
}
