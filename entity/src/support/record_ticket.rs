//! Record: the customer asks something under a contract (S7).

use super::record_message::{promise_answer, put_before_staff, write_message};
use super::support_ticket::{self, Column, Entity, Model};
use super::ticket_message;
use super::ticket_state::TicketState;
use crate::access::{By, Permission, Viewer};
use crate::audit::{self, Chain, Fact};
use crate::contract::contract;
use crate::contract::record::{at_version, lock, touch};
use crate::database::{Write, insert_named};
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::value::id::{ContractId, PersonId, SupportTicketId};
use crate::value::reference::Prefix;
use sea_orm::DbErr;
use serde_json::{Value, json};

const LONGEST_TITLE: usize = 200;
/// The longest message.
pub(super) const LONGEST_BODY: usize = 4_000;

/// A ticket as somebody opens it.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Under which contract.
    pub contract_id: ContractId,
    /// The version it was read at, if it matters.
    pub expected_version: Option<i64>,
    /// What it is about, 1 to 200 characters.
    pub title: String,
    /// What is asked, 1 to 4,000 characters.
    pub body: String,
}

/// Opens a ticket: staff get a task, and the answer-by clock runs (P3). Staff may enter what the customer asked.
///
/// Refuses a contract the viewer does not see or that is not in force, a stale version, empty words. The same title and
/// words on the same contract, still open, are `AlreadyDone`.
pub async fn open_ticket(write: &Write, by: &By, opening: &Opening) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::FileClaims)?;
    let contract = lock(write, by.viewer, opening.contract_id, None).await?;
    let opened_by = by.viewer.person_id().ok_or(Refusal::NotFound("person"))?;
    must_be_in_force(&contract)?;
    let mut mistakes = Mistakes::default();
    let title = mistakes.line("title", &opening.title, LONGEST_TITLE);
    let body = mistakes.lines("body", &opening.body, LONGEST_BODY);
    mistakes.finish()?;
    if let Some(earlier) = same(write, &contract, (&title, &body)).await? {
        return Ok(Done::AlreadyDone(earlier));
    }
    at_version(&contract, opening.expected_version)?;
    let ticket = insert(write, by, &contract, (title, opened_by)).await?;
    tell(write, by, (None, &ticket), "ticket.opened").await?;
    write_message(write, by, (&ticket, false), body).await?;
    touch(write, &contract).await?;
    promise_answer(write, by, &ticket).await?;
    put_before_staff(write, by, &ticket).await?;
    Ok(Done::Now(ticket))
}

/// Tells in the dossier what a ticket was and what it has become; what was written stays out of it.
pub(super) async fn tell(
    write: &Write,
    by: &By,
    (before, after): (Option<&Model>, &Model),
    action: &'static str,
) -> Result<(), DbErr> {
    let fact = Fact {
        chain: Chain::Dossier(after.contract_id),
        action,
        subject: ("ticket", after.id.0),
        before: before.map_or(Value::Null, |before| json!({ "state": before.state })),
        after: json!({ "reference": after.reference, "state": after.state, "closedOn": after.closed_on }),
        reason: None,
    };
    audit::record(write, &by.actor, by.now, fact).await
}

/// Support is for contracts in force.
pub(super) fn must_be_in_force(contract: &contract::Model) -> Result<(), Refusal> {
    if contract.state.is_in_force() {
        return Ok(());
    }
    let state = contract.state.words();
    let words = Words::new(
        format!("Chỉ hỗ trợ hợp đồng đang có hiệu lực; hợp đồng {}.", state.vi),
        format!("Support is for contracts in force; this one is {}.", state.en),
    );
    Err(Refusal::Conflict { code: "NOT_IN_FORCE", words, current_version: Some(contract.version) })
}

async fn same(write: &Write, contract: &contract::Model, (title, body): (&str, &str)) -> Result<Option<Model>, DbErr> {
    let tickets = support_ticket::of_contracts(write.on(), Viewer::System, vec![contract.id]).await?;
    for ticket in tickets.into_iter().filter(|ticket| ticket.state.is_open() && ticket.title == title) {
        let first = ticket_message::of_ticket(write.on(), ticket.id).await?.into_iter().next();
        if first.is_some_and(|first| first.body == body) {
            return Ok(Some(ticket));
        }
    }
    Ok(None)
}

async fn insert(
    write: &Write,
    by: &By,
    contract: &contract::Model,
    (title, opened_by): (String, PersonId),
) -> Result<Model, DbErr> {
    let row = Model {
        id: SupportTicketId::new(),
        reference: String::new(),
        contract_id: contract.id,
        state: TicketState::Open,
        title,
        opened_by,
        opened_on: by.today(),
        closed_on: None,
        created_at: by.now,
    };
    insert_named::<Entity>(write, (Prefix::SupportTicket, row.opened_on), Column::Reference, |reference| Model {
        reference,
        ..row.clone()
    })
    .await
}
