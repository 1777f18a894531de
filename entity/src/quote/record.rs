//! Records: taking a quote for a command, giving it back with its version risen, and telling its dossier.

use super::quote::{ActiveModel, Column, Entity, Model, visible_to};
use super::state::{Event, State, wrong_state};
use crate::access::By;
use crate::audit::{self, Fact};
use crate::database::Write;
use crate::inquiry::inquiry;
use crate::notice::{self, Content, Plan, Recipient};
use crate::refusal::Refusal;
use crate::reminder::{self, ReminderKind};
use crate::value::id::{InquiryId, QuoteId};
use crate::value::transition::Transition;
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use serde_json::{Value, json};

/// Which quote a command is about, and the version it was read at, if it matters.
#[derive(Clone, Copy, Debug)]
pub struct Which {
    /// Which one.
    pub id: QuoteId,
    /// The version the caller saw.
    pub expected_version: Option<i64>,
}

/// A quote taken for a command, with its inquiry locked before it.
#[derive(Clone, Debug)]
pub struct Held {
    /// The inquiry.
    pub inquiry: inquiry::Model,
    /// The quote.
    pub quote: Model,
}

/// Takes a quote: its inquiry's row and its own are locked until the write ends, so that commands on one dossier happen
/// one after the other.
///
/// Refuses a quote the viewer does not see.
pub async fn hold(write: &Write, by: &By, id: QuoteId) -> Result<Held, Refusal> {
    let seen = Entity::find_by_id(id).filter(visible_to(by.viewer)).one(write.on()).await?;
    let seen = seen.ok_or(Refusal::NotFound("quote"))?;
    let inquiry = hold_inquiry(write, seen.inquiry_id).await?;
    let found = Entity::find_by_id(id).filter(visible_to(by.viewer)).lock_exclusive().one(write.on()).await?;
    Ok(Held { inquiry, quote: found.ok_or(Refusal::NotFound("quote"))? })
}

async fn hold_inquiry(write: &Write, id: InquiryId) -> Result<inquiry::Model, Refusal> {
    let found = inquiry::Entity::find_by_id(id).lock_exclusive().one(write.on()).await?;
    found.ok_or(Refusal::NotFound("inquiry"))
}

/// The live version for an inquiry, if there is one.
pub(crate) async fn live_of(write: &Write, id: InquiryId) -> Result<Option<Model>, DbErr> {
    let of_inquiry = Entity::find().filter(Column::InquiryId.eq(id)).lock_exclusive().all(write.on()).await?;
    Ok(of_inquiry.into_iter().find(|quote| quote.state.is_live()))
}

/// The state that follows from an event on the day it is; `None` when it has happened before.
///
/// Refuses what the state does not allow, an expired quote included, and then a stale version.
pub fn moved(by: &By, quote: &Model, (event, expected): (Event, Option<i64>)) -> Result<Option<State>, Refusal> {
    let state = quote.state_on(by.today());
    match state.after(event) {
        Ok(Transition::AlreadyDone) => Ok(None),
        Ok(Transition::To(_)) if expected.is_some_and(|expected| expected != quote.version) => {
            Err(Refusal::stale(quote.version))
        }
        Ok(Transition::To(next)) => Ok(Some(next)),
        Err(_) => Err(wrong_state(state, quote.version)),
    }
}

/// Stores `change` of a held quote, of which the version rises; answers it as it is now.
pub(crate) async fn store(write: &Write, quote: &Model, change: ActiveModel) -> Result<Model, DbErr> {
    let version = Set(quote.version.saturating_add(1));
    Entity::update(ActiveModel { id: Set(quote.id), version, ..change }).exec(write.on()).await
}

/// Nobody is reminded of it any more.
pub(crate) async fn stop_reminding(write: &Write, by: &By, quote: &Model) -> Result<(), DbErr> {
    reminder::record::settle(write, by.now, ReminderKind::Quote, quote.id.0).await
}

/// Tells the dossier; the network address of whoever decided stays out of it.
pub(crate) async fn tell(
    write: &Write,
    by: &By,
    (before, after): (Option<&Model>, &Model),
    (action, reason): (&'static str, Option<&str>),
) -> Result<(), DbErr> {
    let fact = Fact {
        chain: after.chain(),
        action,
        subject: ("quote", after.id.0),
        before: before.map_or(Value::Null, told),
        after: told(after),
        reason,
    };
    audit::record(write, &by.actor, by.now, fact).await
}

/// Tells whoever answers the inquiry, or all admins, what became of its quote.
pub(crate) async fn tell_answer(write: &Write, by: &By, inquiry: &inquiry::Model, quote: &Model) -> Result<(), DbErr> {
    let plan = Plan {
        content: Content::QuoteAnswered { quote_id: quote.id },
        contract_id: None,
        customer_id: Some(quote.customer_id),
        to: inquiry.assigned_to.map_or(Recipient::Staff, Recipient::Person),
    };
    notice::record::plan(write, by.now, plan).await
}

fn told(row: &Model) -> Value {
    json!({
        "reference": row.reference,
        "inquiryId": row.inquiry_id,
        "number": row.number,
        "state": row.state,
        "validUntil": row.valid_until,
        "contentHash": row.content_hash,
        "ticked": row.ticked,
        "approvedBy": row.approved_by,
        "sentAt": row.sent_at,
        "decidedAt": row.decided_at,
        "decidedBy": row.decided_by,
        "documentSha256": row.document_sha256,
        "version": row.version,
    })
}
