//! Record: taking a contract for a command.

use super::contract::{Entity, Model};
use super::scope::visible_to;
use crate::access::Viewer;
use crate::database::Write;
use crate::refusal::Refusal;
use crate::value::id::ContractId;
use sea_orm::{EntityTrait, QueryFilter, QuerySelect};

/// The contract with its row locked until the write ends: commands on one contract happen one after the other.
///
/// Refuses a contract the viewer does not see, and one that is not at `expected_version` any more.
pub async fn lock(
    write: &Write,
    viewer: Viewer,
    contract_id: ContractId,
    expected_version: Option<i64>,
) -> Result<Model, Refusal> {
    let found = Entity::find_by_id(contract_id).filter(visible_to(viewer)).lock_exclusive().one(write.on()).await?;
    let contract = found.ok_or(Refusal::NotFound("contract"))?;
    if expected_version.is_some_and(|expected| expected != contract.version) {
        return Err(Refusal::stale(contract.version));
    }
    Ok(contract)
}
