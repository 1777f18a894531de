//! Records: a support ticket is closed, and taken up again (S7).

use super::record_message::{
    Message, Which, end_waiting, hold, promise_answer, put_before_staff, write_message, wrong_state,
};
use super::record_ticket::{LONGEST_BODY, must_be_in_force, tell};
use super::support_ticket::{ActiveModel, Entity, Model};
use super::ticket_message;
use super::ticket_state::{Event, TicketState};
use crate::access::{By, Permission};
use crate::contract::record::{at_version, touch};
use crate::database::Write;
use crate::refusal::{Done, Mistakes, Refusal};
use crate::value::transition::Transition;
use sea_orm::{ActiveValue::Set, EntityTrait};

/// Closes a ticket: nobody waits for an answer any more. Both parties may.
///
/// Refuses a ticket the viewer does not see and a stale version. What is closed is `AlreadyDone`.
pub async fn close_ticket(write: &Write, by: &By, which: Which) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::FileClaims)?;
    let (contract, ticket) = hold(write, by, which).await?;
    match ticket.state.after(Event::Close) {
        Ok(Transition::To(_)) => {}
        Ok(Transition::AlreadyDone) => return Ok(Done::AlreadyDone(ticket)),
        Err(_) => return Err(wrong_state(&contract, &ticket, Event::Close)),
    }
    at_version(&contract, which.expected_version)?;
    let change = ActiveModel {
        id: Set(ticket.id),
        state: Set(TicketState::Closed),
        closed_on: Set(Some(by.today())),
        ..ActiveModel::default()
    };
    let after = Entity::update(change).exec(write.on()).await?;
    tell(write, by, (Some(&ticket), &after), "ticket.closed").await?;
    touch(write, &contract).await?;
    end_waiting(write, by, &after).await?;
    Ok(Done::Now(after))
}

/// Takes a closed ticket up again with a message: staff get a task, and the clock runs anew. Both parties may.
///
/// Refuses a ticket the viewer does not see or that was not closed, a contract that is not in force any more, a stale
/// version, empty words. Reopened with the same words again is `AlreadyDone`.
pub async fn reopen_ticket(write: &Write, by: &By, message: &Message) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::FileClaims)?;
    let (contract, ticket) = hold(write, by, message.which).await?;
    let mut mistakes = Mistakes::default();
    let body = mistakes.lines("body", &message.body, LONGEST_BODY);
    mistakes.finish()?;
    let last = ticket_message::of_ticket(write.on(), ticket.id).await?.pop();
    if ticket.state == TicketState::Open && last.is_some_and(|last| last.body == body) {
        return Ok(Done::AlreadyDone(ticket));
    }
    if ticket.state.after(Event::Reopen).is_err() {
        return Err(wrong_state(&contract, &ticket, Event::Reopen));
    }
    must_be_in_force(&contract)?;
    at_version(&contract, message.which.expected_version)?;
    write_message(write, by, (&ticket, by.viewer.is_staff()), body).await?;
    let change = ActiveModel {
        id: Set(ticket.id),
        state: Set(TicketState::Open),
        closed_on: Set(None),
        ..ActiveModel::default()
    };
    let after = Entity::update(change).exec(write.on()).await?;
    tell(write, by, (Some(&ticket), &after), "ticket.reopened").await?;
    touch(write, &contract).await?;
    promise_answer(write, by, &after).await?;
    put_before_staff(write, by, &after).await?;
    Ok(Done::Now(after))
}
