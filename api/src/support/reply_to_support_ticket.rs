//! `replyToSupportTicket`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::support::record_message::{Message, reply_to_ticket};

use super::object::SupportTicket;
use super::which::which;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// What the customer writes on.
#[derive(InputObject)]
pub struct ReplyToSupportTicketInput {
    /// Which ticket.
    pub support_ticket_id: ID,
    /// 1 to 4,000 characters.
    pub body: String,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The ticket as it is now.
#[derive(SimpleObject)]
pub struct ReplyToSupportTicketPayload {
    /// With the message.
    pub support_ticket: SupportTicket,
}

/// Writes on under a support ticket: the provider is to answer again (S7). The customer's people do.
pub async fn run(ctx: &Context<'_>, input: ReplyToSupportTicketInput) -> Result<ReplyToSupportTicketPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::FileClaims)?;
    let message = Message { which: which(&input.support_ticket_id, input.expected_version)?, body: input.body };
    let done = desk.write(async |write| reply_to_ticket(write, &desk.by, &message).await).await?;
    Ok(ReplyToSupportTicketPayload { support_ticket: SupportTicket::alone(done.into_inner()) })
}
