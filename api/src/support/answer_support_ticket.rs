//! `answerSupportTicket`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::support::record_message::{Message, answer_ticket};

use super::object::SupportTicket;
use super::which::which;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// An answer.
#[derive(InputObject)]
pub struct AnswerSupportTicketInput {
    /// Which ticket.
    pub support_ticket_id: ID,
    /// 1 to 4,000 characters.
    pub body: String,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The ticket as it is now.
#[derive(SimpleObject)]
pub struct AnswerSupportTicketPayload {
    /// With the answer.
    pub support_ticket: SupportTicket,
}

/// Answers a support ticket; whoever opened it is told (P3, S7). Staff do.
pub async fn run(ctx: &Context<'_>, input: AnswerSupportTicketInput) -> Result<AnswerSupportTicketPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::AnswerClaims)?;
    let message = Message { which: which(&input.support_ticket_id, input.expected_version)?, body: input.body };
    let done = desk.write(async |write| answer_ticket(write, &desk.by, &message).await).await?;
    Ok(AnswerSupportTicketPayload { support_ticket: SupportTicket::alone(done.into_inner()) })
}
