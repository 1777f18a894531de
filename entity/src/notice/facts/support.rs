//! Finder: what the provider answered to a support ticket (S7).

use super::ContractFacts;
use crate::access::Viewer;
use crate::contract::contract;
use crate::notice::skip_reason::SkipReason;
use crate::support::{support_ticket, ticket_message};
use crate::value::id::SupportTicketId;
use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr};

/// A ticket and an answer to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketFacts {
    /// By what the ticket is known.
    pub reference: String,
    /// Under which contract.
    pub contract: ContractFacts,
    /// What it is about.
    pub title: String,
    /// When it was opened.
    pub opened_on: NaiveDate,
    /// The answer.
    pub answer: String,
}

pub(super) async fn answered(
    connection: &impl ConnectionTrait,
    (id, number): (SupportTicketId, i32),
) -> Result<Result<TicketFacts, SkipReason>, DbErr> {
    let Some(ticket) = support_ticket::find(connection, Viewer::System, id).await? else {
        return Ok(Err(SkipReason::Settled));
    };
    let contract = contract::find(connection, Viewer::System, ticket.contract_id).await?;
    let messages = ticket_message::of_ticket(connection, id).await?;
    let answer = messages.into_iter().find(|message| message.number == number);
    Ok(contract.zip(answer).ok_or(SkipReason::Settled).map(|(contract, answer)| TicketFacts {
        reference: ticket.reference,
        contract: ContractFacts::from(&contract),
        title: ticket.title,
        opened_on: ticket.opened_on,
        answer: answer.body,
    }))
}
