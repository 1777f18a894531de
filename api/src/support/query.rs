//! Questions about support tickets.

use async_graphql::connection::Connection;
use async_graphql::{Context, ID, InputObject};
use entity::refusal::Mistakes;
use entity::support::support_ticket;
use entity::value::id::ContractId;

use super::object::{SupportTicket, TicketStateName};
use crate::contract::object::CONTRACT;
use crate::contract::page::ContractPage;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::{PageInput, Total, connection};

/// Which support tickets.
#[derive(InputObject, Clone, Debug, Default)]
pub struct SupportTicketFilter {
    /// Only those in one of these states.
    pub states: Option<Vec<TicketStateName>>,
    /// Only of this contract.
    pub contract_id: Option<ID>,
}

/// A page of the tickets the viewer may see, the newest first.
pub async fn support_tickets(
    ctx: &Context<'_>,
    page: PageInput,
    filter: Option<SupportTicketFilter>,
) -> Result<Connection<String, SupportTicket, Total>, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    let window = page.window()?;
    let filter = filter.unwrap_or_default().parse()?;
    let from_end = window.from_end;
    let rows = support_ticket::page(desk.read(), desk.by.viewer, &filter, window).await?;
    let counter = desk.clone();
    let total =
        Total::counted_by(async move { support_ticket::count(counter.read(), counter.by.viewer, &filter).await });
    let page = ContractPage::around(rows.rows.iter().map(|row| row.contract_id));
    Ok(connection(from_end, (rows, total), |row| (row.created_at, row.id), |row| SupportTicket::new(row, &page)))
}

impl SupportTicketFilter {
    fn parse(self) -> Result<support_ticket::Filter, ApiError> {
        let mut mistakes = Mistakes::default();
        let contract_id = self.contract_id.map(|id| ContractId(CONTRACT.take(&mut mistakes, "contractId", &id)));
        mistakes.finish()?;
        let states = self.states.map(|states| states.into_iter().map(Into::into).collect());
        Ok(support_ticket::Filter { states, contract_id })
    }
}
