//! `reopenSupportTicket`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::support::record_closing::reopen_ticket;
use entity::support::record_message::Message;

use super::object::SupportTicket;
use super::which::which;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A closed ticket that is to be taken up again.
#[derive(InputObject)]
pub struct ReopenSupportTicketInput {
    /// Which ticket.
    pub support_ticket_id: ID,
    /// 1 to 4,000 characters.
    pub body: String,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The ticket as it is now.
#[derive(SimpleObject)]
pub struct ReopenSupportTicketPayload {
    /// Open again.
    pub support_ticket: SupportTicket,
}

/// Takes a closed support ticket up again with a message (S7). Both parties may.
pub async fn run(ctx: &Context<'_>, input: ReopenSupportTicketInput) -> Result<ReopenSupportTicketPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::FileClaims)?;
    let message = Message { which: which(&input.support_ticket_id, input.expected_version)?, body: input.body };
    let done = desk.write(async |write| reopen_ticket(write, &desk.by, &message).await).await?;
    Ok(ReopenSupportTicketPayload { support_ticket: SupportTicket::alone(done.into_inner()) })
}
