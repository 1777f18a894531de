//! A support ticket as clients see it.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use entity::clock::Instant;
use entity::support::ticket_state::TicketState;
use entity::support::{support_ticket, ticket_message};

use crate::contract::object::Contract;
use crate::contract::page::ContractPage;
use crate::desk::AtDesk;
use crate::error::{ApiError, Nullable, nullable};
use crate::response::object::ResponseClock;
use crate::value::{Day, NodeId};

/// Ids of support tickets.
pub const SUPPORT_TICKET: NodeId = NodeId("SupportTicket");

/// Where a support ticket stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "TicketState", remote = "TicketState")]
pub enum TicketStateName {
    /// The provider is to answer.
    Open,
    /// The customer is to say whether that was an answer.
    Answered,
    /// Nobody has to do anything about it any more.
    Closed,
}

/// Something the customer asks under a contract, and what the provider answers (S7).
#[derive(Clone, Debug)]
pub struct SupportTicket {
    row: support_ticket::Model,
    page: Arc<ContractPage>,
}

impl SupportTicket {
    /// A ticket of a contract of that page.
    pub fn new(row: support_ticket::Model, page: &Arc<ContractPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }

    /// One ticket by itself.
    pub fn alone(row: support_ticket::Model) -> Self {
        let page = ContractPage::around([row.contract_id]);
        Self { row, page }
    }
}

/// Something the customer asks under a contract, and what the provider answers (S7).
#[Object]
impl SupportTicket {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        SUPPORT_TICKET.encode(self.row.id.0)
    }

    /// By what people know it, such as `HT-2026-7KQ4MX`.
    async fn reference(&self) -> &str {
        &self.row.reference
    }

    /// Where it stands.
    async fn state(&self) -> TicketStateName {
        self.row.state.into()
    }

    /// What it is about.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// The day it was opened.
    async fn opened_on(&self) -> Day {
        self.row.opened_on.into()
    }

    /// The name of who opened it.
    async fn opened_by(&self, ctx: &Context<'_>) -> Nullable<&str> {
        nullable(async { self.page.support.opener(ctx.desk()?, self.row.id).await }).await
    }

    /// The day it was closed; null while it is open.
    async fn closed_on(&self) -> Option<Day> {
        self.row.closed_on.map(Day)
    }

    /// What was written, the first message first.
    async fn messages(&self, ctx: &Context<'_>) -> Result<Vec<TicketMessage>, ApiError> {
        let messages = self.page.support.messages(ctx.desk()?, self.row.id).await?.iter().cloned();
        Ok(messages.map(|(message, author)| TicketMessage(message, author)).collect())
    }

    /// By when it is to be answered (P3).
    async fn response(&self, ctx: &Context<'_>) -> Nullable<ResponseClock> {
        nullable(async { Ok(self.page.response(ctx.desk()?, self.row.id.0).await?.cloned().map(ResponseClock)) }).await
    }

    /// Under which contract.
    async fn contract(&self, ctx: &Context<'_>) -> Result<Contract, ApiError> {
        let row = self.page.contract(ctx.desk()?, self.row.contract_id).await?;
        Ok(Contract::new(row.clone(), &self.page))
    }
}

/// What somebody wrote on a support ticket.
#[derive(Clone, Debug)]
pub struct TicketMessage(pub ticket_message::Model, pub Option<String>);

/// What somebody wrote on a support ticket.
#[Object]
impl TicketMessage {
    /// Its place, from 1.
    async fn number(&self) -> i32 {
        self.0.number
    }

    /// The name of who wrote it.
    async fn author(&self) -> Option<&str> {
        self.1.as_deref()
    }

    /// Whether it is the provider's answer.
    async fn is_from_provider(&self) -> bool {
        self.0.is_from_provider
    }

    /// What was written.
    async fn body(&self) -> &str {
        &self.0.body
    }

    /// When.
    async fn created_at(&self) -> Instant {
        self.0.created_at
    }
}
