//! What hangs on a page of contracts of the support, each read once for all of them.

use std::sync::Arc;

use entity::support::{support_ticket, ticket_message};
use entity::value::id::{ContractId, SupportTicketId};

use crate::desk::Desk;
use crate::error::ApiError;
use crate::value::Relation;

/// A message with the name of who wrote it.
type Message = (ticket_message::Model, Option<String>);

/// The support under the contracts of a page.
#[derive(Debug)]
pub struct SupportPage {
    ids: Arc<[ContractId]>,
    tickets: Relation<ContractId, support_ticket::Model>,
    openers: Relation<SupportTicketId, (SupportTicketId, String)>,
    messages: Relation<SupportTicketId, Message>,
}

impl SupportPage {
    /// The support under these contracts.
    pub fn of(ids: &Arc<[ContractId]>) -> Self {
        let ids = Arc::clone(ids);
        Self { ids, tickets: Relation::default(), openers: Relation::default(), messages: Relation::default() }
    }

    /// The tickets of one of them, the oldest first.
    pub async fn tickets(&self, desk: &Desk, id: ContractId) -> Result<&[support_ticket::Model], ApiError> {
        let find = || support_ticket::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.tickets.of(id, find, |row| row.contract_id).await
    }

    /// The name of who opened a ticket of any of them.
    pub async fn opener(&self, desk: &Desk, id: SupportTicketId) -> Result<Option<&str>, ApiError> {
        let find = || support_ticket::openers_of(desk.read(), desk.by.viewer, self.ids.to_vec());
        Ok(self.openers.of(id, find, |(ticket, _)| *ticket).await?.first().map(|(_, name)| name.as_str()))
    }

    /// What was written on a ticket of any of them, in order.
    pub async fn messages(&self, desk: &Desk, id: SupportTicketId) -> Result<&[Message], ApiError> {
        let find = || ticket_message::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.messages.of(id, find, |(message, _)| message.ticket_id).await
    }
}
