//! Records: taking an inquiry for a command, giving it back with its version risen, and telling its dossier.

use super::inquiry::{ActiveModel, Entity, Model, visible_to};
use super::state::{Event, State, wrong_state};
use crate::access::{By, Viewer};
use crate::audit::{self, Fact};
use crate::clock::Instant;
use crate::database::Write;
use crate::refusal::Refusal;
use crate::task;
use crate::value::id::InquiryId;
use crate::value::transition::Transition;
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, QueryFilter, QuerySelect};
use serde_json::{Value, json};

/// Which inquiry a command is about, and the version it was read at, if it matters.
#[derive(Clone, Copy, Debug)]
pub struct Which {
    /// Which one.
    pub id: InquiryId,
    /// The version the caller saw.
    pub expected_version: Option<i64>,
}

/// The inquiry with its row locked until the write ends.
///
/// Refuses one the viewer does not see.
pub async fn lock(write: &Write, viewer: Viewer, id: InquiryId) -> Result<Model, Refusal> {
    let found = Entity::find_by_id(id).filter(visible_to(viewer)).lock_exclusive().one(write.on()).await?;
    found.ok_or(Refusal::NotFound("inquiry"))
}

/// Refuses an inquiry that is not at the version it was read at.
pub(super) fn at_version(inquiry: &Model, expected: Option<i64>) -> Result<(), Refusal> {
    if expected.is_some_and(|expected| expected != inquiry.version) {
        return Err(Refusal::stale(inquiry.version));
    }
    Ok(())
}

/// The state that follows from an event; `None` when it has happened before. Refuses what the state does not allow.
pub(super) fn moved(inquiry: &Model, event: Event) -> Result<Option<State>, Refusal> {
    match inquiry.state.after(event) {
        Ok(Transition::To(state)) => Ok(Some(state)),
        Ok(Transition::AlreadyDone) => Ok(None),
        Err(_) => Err(wrong_state(inquiry.state, inquiry.version)),
    }
}

/// Stores `change` of a locked inquiry, of which the version rises; answers it as it is now.
pub(super) async fn store(write: &Write, inquiry: &Model, change: ActiveModel) -> Result<Model, DbErr> {
    let version = Set(inquiry.version.saturating_add(1));
    Entity::update(ActiveModel { id: Set(inquiry.id), version, ..change }).exec(write.on()).await
}

/// Nobody waits for the first answer any more: what changes in the row. The open task about it ends by itself.
pub(super) async fn answered(write: &Write, inquiry: &Model, now: Instant) -> Result<ActiveModel, DbErr> {
    let about = (task::Kind::InquiryUnanswered, inquiry.id.0);
    task::record::resolve_by_itself(write, now, about, "Đã trả lời. / It was answered.").await?;
    Ok(ActiveModel {
        answered_at: Set(Some(inquiry.answered_at.unwrap_or(now))),
        alarm_at: Set(None),
        ..ActiveModel::default()
    })
}

/// A quote goes out for a locked inquiry, or is accepted: it moves on and counts as answered. What has moved on before
/// stays as it is.
///
/// Refuses what the state does not allow.
pub(crate) async fn move_on(
    write: &Write,
    by: &By,
    inquiry: &Model,
    (event, action): (Event, &'static str),
) -> Result<Model, Refusal> {
    let Some(state) = moved(inquiry, event)? else { return Ok(inquiry.clone()) };
    let change = ActiveModel {
        state: Set(state),
        closed_on: Set((!state.is_open()).then(|| by.today())),
        ..answered(write, inquiry, by.now).await?
    };
    let after = store(write, inquiry, change).await?;
    tell(write, by, (Some(inquiry), &after), (action, None)).await?;
    Ok(after)
}

/// Tells the dossier; names, addresses and messages stay out of it.
pub(super) async fn tell(
    write: &Write,
    by: &By,
    (before, after): (Option<&Model>, &Model),
    (action, reason): (&'static str, Option<&str>),
) -> Result<(), DbErr> {
    let fact = Fact {
        chain: after.chain(),
        action,
        subject: ("inquiry", after.id.0),
        before: before.map_or(Value::Null, told),
        after: told(after),
        reason,
    };
    audit::record(write, &by.actor, by.now, fact).await
}

fn told(row: &Model) -> Value {
    json!({
        "reference": row.reference,
        "state": row.state,
        "packageIds": row.package_ids,
        "consentVersion": row.consent_version,
        "customerId": row.customer_id,
        "assignedTo": row.assigned_to,
        "answerBy": row.answer_by,
        "answeredAt": row.answered_at,
        "closedOn": row.closed_on,
        "version": row.version,
    })
}
