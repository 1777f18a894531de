//! `unassignStaff`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::contract::contract;
use entity::contract::record_assignment::unassign;
use entity::value::id::{ContractId, PersonId};

use super::object::{CONTRACT, Contract};
use crate::access::object::PERSON;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// Somebody to work on a contract no longer.
#[derive(InputObject)]
pub struct UnassignStaffInput {
    /// Which contract.
    pub contract_id: ID,
    /// Who.
    pub person_id: ID,
}

/// The contract as it is now.
#[derive(SimpleObject)]
pub struct UnassignStaffPayload {
    /// With whoever works on it.
    pub contract: Contract,
}

/// Takes somebody off a contract, which they see no longer. Admins do.
pub async fn run(ctx: &Context<'_>, input: UnassignStaffInput) -> Result<UnassignStaffPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::Administer)?;
    let id = CONTRACT.decode(&input.contract_id).map(ContractId).ok_or(ApiError::NotFound)?;
    let person = PERSON.decode(&input.person_id).map(PersonId).ok_or(ApiError::NotFound)?;
    desk.write(async |write| unassign(write, &desk.by, id, person).await).await?;
    let row = contract::find(desk.read(), desk.by.viewer, id).await?.ok_or(ApiError::NotFound)?;
    Ok(UnassignStaffPayload { contract: Contract::alone(row) })
}
