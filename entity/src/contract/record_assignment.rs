//! Records: who of the staff works on a contract, and therefore sees it.

use super::assignment::{Entity, Model};
use super::record::{lock, touch};
use crate::access::{By, Permission, person};
use crate::audit::{self, Chain, Fact};
use crate::database::Write;
use crate::refusal::{Done, Refusal, Words};
use crate::value::id::{ContractId, PersonId};
use sea_orm::{EntityTrait, IntoActiveModel};
use serde_json::{Value, json};

/// Assigns somebody to a contract. Refuses whoever does not work for the provider. Assigned again is `AlreadyDone`.
pub async fn assign(
    write: &Write,
    by: &By,
    contract_id: ContractId,
    person_id: PersonId,
) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::Administer)?;
    let contract = lock(write, by.viewer, contract_id, None).await?;
    if let Some(standing) = Entity::find_by_id((contract_id, person_id)).one(write.on()).await? {
        return Ok(Done::AlreadyDone(standing));
    }
    let person = person::find(write.on(), by.viewer, person_id).await?;
    if !person.is_some_and(|person| person.works_for_provider()) {
        let words = Words::new("Không có nhân viên này.", "There is no such member of the staff.");
        return Err(Refusal::invalid("personId", "UNKNOWN", words));
    }
    let row = Model { contract_id, person_id, assigned_at: by.now };
    Entity::insert(row.clone().into_active_model()).exec_without_returning(write.on()).await?;
    tell(write, by, ("contract.assigned", &row)).await?;
    touch(write, &contract).await?;
    Ok(Done::Now(row))
}

/// Takes somebody off a contract. Who does not work on it is `AlreadyDone`.
pub async fn unassign(
    write: &Write,
    by: &By,
    contract_id: ContractId,
    person_id: PersonId,
) -> Result<Done<()>, Refusal> {
    by.viewer.require(Permission::Administer)?;
    let contract = lock(write, by.viewer, contract_id, None).await?;
    let Some(row) = Entity::find_by_id((contract_id, person_id)).one(write.on()).await? else {
        return Ok(Done::AlreadyDone(()));
    };
    Entity::delete_by_id((contract_id, person_id)).exec(write.on()).await?;
    tell(write, by, ("contract.unassigned", &row)).await?;
    touch(write, &contract).await?;
    Ok(Done::Now(()))
}

async fn tell(write: &Write, by: &By, (action, row): (&'static str, &Model)) -> Result<(), Refusal> {
    let fact = Fact {
        chain: Chain::Dossier(row.contract_id),
        action,
        subject: ("contract", row.contract_id.0),
        before: Value::Null,
        after: json!({ "personId": row.person_id }),
        reason: None,
    };
    Ok(audit::record(write, &by.actor, by.now, fact).await?)
}
