//! `drawUpContract`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::life::{DrawingUp, draw_up_contract};
use entity::value::id::ContractId;

use crate::contract::object::{CONTRACT, Contract};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A text to draw up.
#[derive(InputObject)]
pub struct DrawUpContractInput {
    /// For which contract.
    pub contract_id: ID,
    /// What both agreed on for this contract alone, up to 8,000 characters, in the customer's language.
    pub special_terms: Option<String>,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The contract as it is now.
#[derive(SimpleObject)]
pub struct DrawUpContractPayload {
    /// With the new version of its text.
    pub contract: Contract,
}

/// Draws up another version of a draft's text from the library, and sends it to the signatories (S2). Staff do.
pub async fn run(ctx: &Context<'_>, input: DrawUpContractInput) -> Result<DrawUpContractPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let wanted = DrawingUp {
        contract_id: CONTRACT.decode(&input.contract_id).map(ContractId).ok_or(ApiError::NotFound)?,
        expected_version: input.expected_version,
        special_terms: input.special_terms,
    };
    let contract = desk.write(async |write| draw_up_contract(write, &desk.by, &wanted).await).await?;
    Ok(DrawUpContractPayload { contract: Contract::alone(contract) })
}
