//! `openSupportTicket`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::support::record_ticket::{Opening, open_ticket};
use entity::value::id::ContractId;

use super::object::SupportTicket;
use crate::contract::object::CONTRACT;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// Something to ask.
#[derive(InputObject)]
pub struct OpenSupportTicketInput {
    /// Under which contract.
    pub contract_id: ID,
    /// What it is about, 1 to 200 characters.
    pub title: String,
    /// What is asked, 1 to 4,000 characters.
    pub body: String,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The ticket that was opened.
#[derive(SimpleObject)]
pub struct OpenSupportTicketPayload {
    /// With its answer-by clock.
    pub support_ticket: SupportTicket,
}

/// Opens a support ticket under a contract in force (S7). The customer's people do, or staff enter what they asked.
pub async fn run(ctx: &Context<'_>, input: OpenSupportTicketInput) -> Result<OpenSupportTicketPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::FileClaims)?;
    let contract_id = CONTRACT.decode(&input.contract_id).map(ContractId).ok_or(ApiError::NotFound)?;
    let (expected_version, title, body) = (input.expected_version, input.title, input.body);
    let opening = Opening { contract_id, expected_version, title, body };
    let done = desk.write(async |write| open_ticket(write, &desk.by, &opening).await).await?;
    Ok(OpenSupportTicketPayload { support_ticket: SupportTicket::alone(done.into_inner()) })
}
