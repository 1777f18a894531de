//! A step in a contract's life as a client asks for it.

use async_graphql::ID;
use entity::life::Step;
use entity::value::id::ContractId;

use super::object::CONTRACT;
use crate::error::ApiError;
use crate::value::Day;

/// The step; an id that is not a contract's is as unknown as one of a contract that is not the viewer's to see.
pub fn step(contract: &ID, on: Option<Day>, expected_version: Option<i64>) -> Result<Step, ApiError> {
    let contract_id = CONTRACT.decode(contract).map(ContractId).ok_or(ApiError::NotFound)?;
    Ok(Step { contract_id, expected_version, on: on.map(|day| day.0) })
}
