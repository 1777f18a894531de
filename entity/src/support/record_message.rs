//! Records: both write on a support ticket (P3, P4, S7).

use super::record_ticket::{LONGEST_BODY, tell};
use super::support_ticket::{self, ActiveModel, Entity, Model};
use super::ticket_message;
use super::ticket_state::{Event, TicketState};
use crate::access::{By, Permission, Viewer, person};
use crate::contract::record::{at_version, lock, touch};
use crate::contract::{care_terms, contract};
use crate::database::Write;
use crate::notice::record::plan_about;
use crate::notice::{Content, Recipient};
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::response::clock::SubjectKind;
use crate::response::record::{Promise, answered, run};
use crate::task::{self, record::Task};
use crate::value::id::SupportTicketId;
use crate::value::transition::Transition;
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, IntoActiveModel};

/// A ticket that somebody gives a command on.
#[derive(Clone, Copy, Debug)]
pub struct Which {
    /// Which one.
    pub ticket_id: SupportTicketId,
    /// The version its contract was read at, if it matters.
    pub expected_version: Option<i64>,
}

/// A message as somebody writes it.
#[derive(Clone, Debug)]
pub struct Message {
    /// On which ticket.
    pub which: Which,
    /// 1 to 4,000 characters.
    pub body: String,
}

/// The provider answers: the clock ends, and whoever opened the ticket is told.
///
/// Refuses a ticket the viewer does not see or that is closed, a stale version, empty words. The same words again, with
/// nothing written in between, are `AlreadyDone`.
pub async fn answer_ticket(write: &Write, by: &By, message: &Message) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::AnswerClaims)?;
    let (contract, ticket, number) = match say(write, by, (message, Event::Answer)).await? {
        Said::AlreadyDone(ticket) => return Ok(Done::AlreadyDone(ticket)),
        Said::Now(contract, ticket, number) => (contract, ticket, number),
    };
    end_waiting(write, by, &ticket).await?;
    let opener = person::find(write.on(), Viewer::System, ticket.opened_by).await?;
    let theirs = opener.filter(|opener| opener.customer_id == Some(contract.customer_id));
    let to = theirs.map_or(Recipient::Billing(contract.customer_id), |opener| Recipient::Person(opener.id));
    let content = Content::TicketAnswered { ticket_id: ticket.id, message: number };
    plan_about(write, by.now, &contract, (content, to)).await?;
    Ok(Done::Now(ticket))
}

/// The customer writes on: the provider is to answer again, and the clock runs anew if it had answered.
///
/// Refuses whoever works for the provider, a ticket the viewer does not see or that is closed, a stale version, empty words.
/// The same words again, with nothing written in between, are `AlreadyDone`.
pub async fn reply_to_ticket(write: &Write, by: &By, message: &Message) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::FileClaims)?;
    if by.viewer.is_staff() {
        let words = Words::new("Nhân viên trả lời yêu cầu, không viết thay khách hàng.", "Staff answer a ticket.");
        return Err(Refusal::Forbidden(words));
    }
    let was_answered = hold(write, by, message.which).await?.1.state == TicketState::Answered;
    let ticket = match say(write, by, (message, Event::Reply)).await? {
        Said::AlreadyDone(ticket) => return Ok(Done::AlreadyDone(ticket)),
        Said::Now(_, ticket, _) => ticket,
    };
    if was_answered {
        promise_answer(write, by, &ticket).await?;
    }
    put_before_staff(write, by, &ticket).await?;
    Ok(Done::Now(ticket))
}

/// The ticket with its contract, locked. Refuses one that the viewer does not see.
pub(super) async fn hold(write: &Write, by: &By, which: Which) -> Result<(contract::Model, Model), Refusal> {
    let missing = || Refusal::NotFound("ticket");
    let seen = support_ticket::find(write.on(), by.viewer, which.ticket_id).await?.ok_or_else(missing)?;
    let contract = lock(write, by.viewer, seen.contract_id, None).await?;
    // Read again: only now nobody else can be writing on it.
    let ticket = support_ticket::find(write.on(), by.viewer, which.ticket_id).await?.ok_or_else(missing)?;
    Ok((contract, ticket))
}

/// The answer-by clock of a ticket runs from now.
pub(super) async fn promise_answer(write: &Write, by: &By, ticket: &Model) -> Result<(), DbErr> {
    let terms = care_terms::of_contract(write.on(), ticket.contract_id).await?;
    let promise = Promise {
        subject: (SubjectKind::Ticket, ticket.id.0),
        contract_id: ticket.contract_id,
        reference: ticket.reference.clone(),
        hours: terms.response_hours,
    };
    run(write, by.now, promise).await
}

/// A ticket stands before staff until it is answered (P3).
pub(super) async fn put_before_staff(write: &Write, by: &By, ticket: &Model) -> Result<(), DbErr> {
    let (reference, title) = (&ticket.reference, &ticket.title);
    let task = Task {
        kind: task::Kind::TicketToAnswer,
        key: format!("ticket:{}", ticket.id),
        contract_id: Some(ticket.contract_id),
        subject_id: Some(ticket.id.0),
        detail: Words::new(
            format!("Yêu cầu hỗ trợ {reference} chờ trả lời: {title}."),
            format!("Support ticket {reference} waits for an answer: {title}."),
        ),
    };
    task::record::raise(write, by.now, task).await
}

/// Nobody waits for the provider any more: clock and task end.
pub(super) async fn end_waiting(write: &Write, by: &By, ticket: &Model) -> Result<(), DbErr> {
    answered(write, by.now, ticket.id.0).await?;
    let resolution = format!("{}: {:?}", ticket.reference, ticket.state);
    let about = (task::Kind::TicketToAnswer, ticket.id.0);
    task::record::resolve_by_itself(write, by.now, about, &resolution).await
}

/// Adds a message to a ticket; answers its number.
pub(super) async fn write_message(
    write: &Write,
    by: &By,
    (ticket, is_from_provider): (&Model, bool),
    body: String,
) -> Result<i32, Refusal> {
    let author_id = by.viewer.person_id().ok_or(Refusal::NotFound("person"))?;
    let earlier = ticket_message::of_ticket(write.on(), ticket.id).await?;
    let number = earlier.last().map_or(1, |last| last.number.saturating_add(1));
    let (ticket_id, contract_id, created_at) = (ticket.id, ticket.contract_id, by.now);
    let row = ticket_message::Model { ticket_id, number, contract_id, author_id, is_from_provider, body, created_at };
    ticket_message::Entity::insert(row.into_active_model()).exec_without_returning(write.on()).await?;
    Ok(number)
}

/// What was tried is not possible in the ticket's state, which is told.
pub(super) fn wrong_state(contract: &contract::Model, ticket: &Model, event: Event) -> Refusal {
    let (tried, state, reference) = (event.words(), ticket.state.words(), &ticket.reference);
    let words = Words::new(
        format!("Không thể {} yêu cầu hỗ trợ {reference}: {}.", tried.vi, state.vi),
        format!("To {} support ticket {reference} is not possible: it is {}.", tried.en, state.en),
    );
    Refusal::Conflict { code: "WRONG_TICKET_STATE", words, current_version: Some(contract.version) }
}

enum Said {
    AlreadyDone(Model),
    Now(Box<contract::Model>, Model, i32),
}

async fn say(write: &Write, by: &By, (message, event): (&Message, Event)) -> Result<Said, Refusal> {
    let (contract, ticket) = hold(write, by, message.which).await?;
    let mut mistakes = Mistakes::default();
    let body = mistakes.lines("body", &message.body, LONGEST_BODY);
    mistakes.finish()?;
    let is_from_provider = event == Event::Answer;
    let last = ticket_message::of_ticket(write.on(), ticket.id).await?.pop();
    if last.is_some_and(|last| last.is_from_provider == is_from_provider && last.body == body) && ticket.state.is_open()
    {
        return Ok(Said::AlreadyDone(ticket));
    }
    let state = match ticket.state.after(event) {
        Ok(Transition::To(state)) => state,
        Ok(Transition::AlreadyDone) => return Ok(Said::AlreadyDone(ticket)),
        Err(_) => return Err(wrong_state(&contract, &ticket, event)),
    };
    at_version(&contract, message.which.expected_version)?;
    let number = write_message(write, by, (&ticket, is_from_provider), body).await?;
    let change = ActiveModel { id: Set(ticket.id), state: Set(state), ..ActiveModel::default() };
    let after = Entity::update(change).exec(write.on()).await?;
    let action = if is_from_provider { "ticket.answered" } else { "ticket.replied" };
    tell(write, by, (Some(&ticket), &after), action).await?;
    touch(write, &contract).await?;
    Ok(Said::Now(Box::new(contract), after, number))
}
