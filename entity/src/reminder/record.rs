//! Record: arms a clock on a subject, moves it, and stops it.

use super::kind::ReminderKind;
use super::situation::{self, Situation};
use super::table::{ActiveModel, Column, Entity, Model};
use crate::clock::Instant;
use crate::contract::contract;
use crate::database::Write;
use crate::notice;
use crate::task;
use crate::value::id::{ContractId, CustomerId, ReminderId};
use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};
use uuid::Uuid;

/// What is to be reminded of, and which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// A payment, a warranty.
    pub kind: ReminderKind,
    /// Which one: an instalment, a warranty cover.
    pub subject_id: Uuid,
    /// The contract it belongs to, once there is one; its row is locked by the caller.
    pub contract_id: Option<ContractId>,
    /// The customer it is about.
    pub customer_id: CustomerId,
    /// Due day, last covered day.
    pub anchor_on: NaiveDate,
}

impl Subject {
    /// Something of a contract.
    pub fn of(contract: &contract::Model, (kind, subject_id): (ReminderKind, Uuid), anchor_on: NaiveDate) -> Self {
        Self { kind, subject_id, contract_id: Some(contract.id), customer_id: contract.customer_id, anchor_on }
    }
}

/// Puts a clock on a subject. When its anchor has moved it is armed again: what was planned and has not gone out is
/// void, and the stages begin anew. Stages before `now` are not made up for.
pub async fn arm(write: &Write, now: Instant, subject: &Subject) -> Result<(), DbErr> {
    match held(write, subject.kind, subject.subject_id).await? {
        None => {
            let reminder = first(now, subject);
            Entity::insert(reminder.clone().into_active_model()).exec_without_returning(write.on()).await?;
            recompute_held(write, now, reminder).await
        }
        Some(reminder) if reminder.anchor_on == subject.anchor_on => Ok(()),
        Some(reminder) => again(write, now, Model { anchor_on: subject.anchor_on, ..reminder }).await,
    }
}

/// As [`arm`], and the stages begin anew at the same anchor too: something fell due, or is settled, another time.
pub(crate) async fn arm_anew(write: &Write, now: Instant, subject: &Subject) -> Result<(), DbErr> {
    match held(write, subject.kind, subject.subject_id).await? {
        None => arm(write, now, subject).await,
        Some(reminder) => again(write, now, Model { anchor_on: subject.anchor_on, ..reminder }).await,
    }
}

/// Begins the stages of a subject anew: a payment was reversed, or staff restart it. Does nothing without a clock.
pub async fn rearm(write: &Write, now: Instant, kind: ReminderKind, subject_id: Uuid) -> Result<(), DbErr> {
    match held(write, kind, subject_id).await? {
        Some(reminder) => again(write, now, reminder).await,
        None => Ok(()),
    }
}

/// There is nothing to remind of any more: no next moment, no pause, and what was planned is void. Tasks about the sum
/// end by themselves.
pub async fn settle(write: &Write, now: Instant, kind: ReminderKind, subject_id: Uuid) -> Result<(), DbErr> {
    let Some(reminder) = held(write, kind, subject_id).await? else { return Ok(()) };
    notice::record::void_planned(write, now, reminder.id).await?;
    let over = match kind {
        ReminderKind::Payment | ReminderKind::Warranty => "Đã thanh toán đủ. / Paid in full.",
        ReminderKind::Quote => "Báo giá đã có kết quả. / The quote is settled.",
        ReminderKind::WorkItem => "Đã xong, hoặc phải chờ. / Done, or held up.",
        ReminderKind::Acceptance => "Đã được trả lời, hoặc hợp đồng tạm dừng. / Answered, or at rest.",
    };
    task::record::resolve_by_itself(write, now, (kind.task_kind(), subject_id), over).await?;
    let version = reminder.version.saturating_add(1);
    let mut change = unpaused(reminder.into_active_model());
    change.next_at = Set(None);
    change.version = Set(version);
    Entity::update(change).exec(write.on()).await?;
    Ok(())
}

/// Those of a page of running reminders whose next moment is not what it should be, after calendar, ladder or zone
/// changed. What is due already is the sweep's.
pub async fn out_of_date(
    connection: &impl ConnectionTrait,
    now: Instant,
    page: Vec<Model>,
) -> Result<Vec<ReminderId>, DbErr> {
    let waiting = page.into_iter().filter(|reminder| reminder.next_at.is_none_or(|at| at > now)).collect();
    let situations = situation::of_all(connection, waiting).await?;
    let moved = situations.into_iter().filter(|situation| next_of(situation, now) != situation.reminder.next_at);
    Ok(moved.map(|situation| situation.reminder.id).collect())
}

/// Computes the next moment of a reminder again. One whose ladder was used up wakes when there is a stage left to tell
/// and its sum is still owed; a settled one does not.
pub async fn recompute(write: &Write, now: Instant, id: ReminderId) -> Result<(), DbErr> {
    match hold(write, id).await? {
        Some(reminder) => recompute_held(write, now, reminder).await,
        None => Ok(()),
    }
}

/// The reminder with its contract's row and its own locked, in this order.
pub(super) async fn hold(write: &Write, id: ReminderId) -> Result<Option<Model>, DbErr> {
    let Some(seen) = Entity::find_by_id(id).one(write.on()).await? else { return Ok(None) };
    notice::record::hold_contracts(write, seen.contract_id.into_iter().collect()).await?;
    Entity::find_by_id(id).lock_exclusive().one(write.on()).await
}

/// Stores the next moment of a held reminder.
pub(super) async fn recompute_held(write: &Write, now: Instant, reminder: Model) -> Result<(), DbErr> {
    let Some(situation) = situation::of(write.on(), &reminder).await? else { return Ok(()) };
    store_next(write, reminder.id, next_of(&situation, now)).await
}

/// Now, when something is to be put down already, else the moment of the next stage; none when nothing is left.
fn next_of(situation: &Situation, now: Instant) -> Option<Instant> {
    let staging = situation.staging();
    let decision = situation.decide(now);
    let is_something_due = decision.send.is_some() || !decision.skip.is_empty();
    let next_at = if is_something_due { Some(now) } else { staging.next_at() };
    next_at.filter(|_| situation.is_open)
}

pub(super) async fn store_next(write: &Write, id: ReminderId, next_at: Option<Instant>) -> Result<(), DbErr> {
    let change = ActiveModel { next_at: Set(next_at), ..ActiveModel::default() };
    Entity::update_many().set(change).filter(Column::Id.eq(id)).exec(write.on()).await?;
    Ok(())
}

/// Takes a pause away.
pub(super) fn unpaused(mut change: ActiveModel) -> ActiveModel {
    change.paused_until = Set(None);
    change.pause_reason = Set(None);
    change.pause_is_promise = Set(false);
    change.paused_by = Set(None);
    change
}

/// Begins the stages of a held reminder anew, at its (new) anchor.
pub(super) async fn again(write: &Write, now: Instant, reminder: Model) -> Result<(), DbErr> {
    notice::record::void_planned(write, now, reminder.id).await?;
    let (arming, version) = (reminder.arming.saturating_add(1), reminder.version.saturating_add(1));
    let anchor_on = reminder.anchor_on;
    let mut change = unpaused(reminder.into_active_model());
    change.anchor_on = Set(anchor_on);
    change.arming = Set(arming);
    change.armed_at = Set(now);
    change.version = Set(version);
    let reminder = Entity::update(change).exec(write.on()).await?;
    recompute_held(write, now, reminder).await
}

async fn held(write: &Write, kind: ReminderKind, subject_id: Uuid) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::Kind.eq(kind))
        .filter(Column::SubjectId.eq(subject_id))
        .lock_exclusive()
        .one(write.on())
        .await
}

fn first(now: Instant, subject: &Subject) -> Model {
    Model {
        id: ReminderId::new(),
        kind: subject.kind,
        subject_id: subject.subject_id,
        contract_id: subject.contract_id,
        customer_id: subject.customer_id,
        anchor_on: subject.anchor_on,
        arming: 1,
        armed_at: now,
        next_at: None,
        paused_until: None,
        pause_reason: None,
        pause_is_promise: false,
        paused_by: None,
        version: 1,
    }
}
