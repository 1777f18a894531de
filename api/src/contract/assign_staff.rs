//! `assignStaff`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::contract::contract;
use entity::contract::record_assignment::assign;
use entity::value::id::{ContractId, PersonId};

use super::object::{CONTRACT, Contract};
use crate::access::object::PERSON;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// Somebody to work on a contract.
#[derive(InputObject)]
pub struct AssignStaffInput {
    /// Which contract.
    pub contract_id: ID,
    /// Who.
    pub person_id: ID,
}

/// The contract as it is now.
#[derive(SimpleObject)]
pub struct AssignStaffPayload {
    /// With whoever works on it.
    pub contract: Contract,
}

/// Assigns somebody of the provider to a contract, which they see from now on. Admins do.
pub async fn run(ctx: &Context<'_>, input: AssignStaffInput) -> Result<AssignStaffPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::Administer)?;
    let id = CONTRACT.decode(&input.contract_id).map(ContractId).ok_or(ApiError::NotFound)?;
    let person = PERSON.decode(&input.person_id).map(PersonId).ok_or(ApiError::NotFound)?;
    desk.write(async |write| assign(write, &desk.by, id, person).await).await?;
    let row = contract::find(desk.read(), desk.by.viewer, id).await?.ok_or(ApiError::NotFound)?;
    Ok(AssignStaffPayload { contract: Contract::alone(row) })
}
