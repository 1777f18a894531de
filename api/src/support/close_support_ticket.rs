//! `closeSupportTicket`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::support::record_closing::close_ticket;

use super::object::SupportTicket;
use super::which::which;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A ticket that is done with.
#[derive(InputObject)]
pub struct CloseSupportTicketInput {
    /// Which ticket.
    pub support_ticket_id: ID,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The ticket as it is now.
#[derive(SimpleObject)]
pub struct CloseSupportTicketPayload {
    /// Closed.
    pub support_ticket: SupportTicket,
}

/// Closes a support ticket (S7). Both parties may.
pub async fn run(ctx: &Context<'_>, input: CloseSupportTicketInput) -> Result<CloseSupportTicketPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::FileClaims)?;
    let which = which(&input.support_ticket_id, input.expected_version)?;
    let done = desk.write(async |write| close_ticket(write, &desk.by, which).await).await?;
    Ok(CloseSupportTicketPayload { support_ticket: SupportTicket::alone(done.into_inner()) })
}
