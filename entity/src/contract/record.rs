//! Records: taking a contract for a command, and giving it back with its version risen.

use super::contract::{ActiveModel, Entity, Model};
use super::scope::visible_to;
use crate::access::Viewer;
use crate::database::Write;
use crate::refusal::Refusal;
use crate::value::id::ContractId;
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, QueryFilter, QuerySelect};

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
    at_version(&contract, expected_version)?;
    Ok(contract)
}

/// Refuses a contract that is not at the version it was read at.
pub fn at_version(contract: &Model, expected: Option<i64>) -> Result<(), Refusal> {
    if expected.is_some_and(|expected| expected != contract.version) {
        return Err(Refusal::stale(contract.version));
    }
    Ok(())
}

/// Stores `change` of a locked contract, of which the version rises; answers it as it is now.
pub(crate) async fn store(write: &Write, contract: &Model, change: ActiveModel) -> Result<Model, DbErr> {
    let version = Set(contract.version.saturating_add(1));
    Entity::update(ActiveModel { id: Set(contract.id), version, ..change }).exec(write.on()).await
}

/// The version of a locked contract rises: something that hangs on it has changed.
pub(crate) async fn touch(write: &Write, contract: &Model) -> Result<Model, DbErr> {
    store(write, contract, ActiveModel::default()).await
}
