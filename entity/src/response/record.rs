//! Records: an answer-by clock runs, stands still, goes on, and is answered (P3). The contract's row is locked by the caller.

use super::clock::{ActiveModel, Entity, Model, SubjectKind};
use super::timing::{answer_by, goes_on, minutes_left};
use crate::calendar;
use crate::clock::Instant;
use crate::database::Write;
use crate::task;
use crate::value::id::ContractId;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, IntoActiveModel, Iterable};
use uuid::Uuid;

/// What is to be answered.
#[derive(Clone, Debug)]
pub struct Promise {
    /// A claim, a ticket.
    pub subject: (SubjectKind, Uuid),
    /// Under which contract.
    pub contract_id: ContractId,
    /// By what people know it.
    pub reference: String,
    /// Within how many working hours.
    pub hours: u32,
}

/// Starts the clock of a subject from now, or starts it anew.
pub(crate) async fn run(write: &Write, now: Instant, promise: Promise) -> Result<(), DbErr> {
    let (subject_kind, subject_id) = promise.subject;
    let answer_by = answer_by(now, promise.hours, &calendar::read(write.on()).await?);
    let row = Model {
        subject_id,
        subject_kind,
        contract_id: promise.contract_id,
        reference: promise.reference,
        hours: i32::try_from(promise.hours).unwrap_or(i32::MAX),
        answer_by: Some(answer_by),
        minutes_left: None,
        answered_at: None,
        alarm_at: Some(answer_by),
    };
    let anew =
        OnConflict::column(super::clock::Column::SubjectId).update_columns(super::clock::Column::iter()).to_owned();
    Entity::insert(row.into_active_model()).on_conflict(anew).exec_without_returning(write.on()).await?;
    Ok(())
}

/// The clock stands still: the customer is to act. Does nothing when it does so already, or was answered.
pub(crate) async fn stand_still(write: &Write, now: Instant, subject_id: Uuid) -> Result<(), DbErr> {
    let Some(clock) = unanswered(write, subject_id).await? else { return Ok(()) };
    let Some(answer_by) = clock.answer_by else { return Ok(()) };
    let left = minutes_left(now, answer_by, &calendar::read(write.on()).await?);
    let change = ActiveModel {
        subject_id: Set(subject_id),
        answer_by: Set(None),
        minutes_left: Set(Some(i32::try_from(left).unwrap_or(i32::MAX))),
        alarm_at: Set(None),
        ..ActiveModel::default()
    };
    Entity::update(change).exec(write.on()).await?;
    Ok(())
}

/// The clock goes on with what was left: the provider is to act again. Does nothing when it does not stand still.
pub(crate) async fn go_on(write: &Write, now: Instant, subject_id: Uuid) -> Result<(), DbErr> {
    let Some(clock) = unanswered(write, subject_id).await? else { return Ok(()) };
    let Some(left) = clock.minutes_left else { return Ok(()) };
    let answer_by = goes_on(now, u32::try_from(left).unwrap_or_default(), &calendar::read(write.on()).await?);
    let change = ActiveModel {
        subject_id: Set(subject_id),
        answer_by: Set(Some(answer_by)),
        minutes_left: Set(None),
        alarm_at: Set(Some(answer_by)),
        ..ActiveModel::default()
    };
    Entity::update(change).exec(write.on()).await?;
    Ok(())
}

/// It was answered: nobody is alarmed any more, and an open alarm ends by itself.
pub(crate) async fn answered(write: &Write, now: Instant, subject_id: Uuid) -> Result<(), DbErr> {
    let Some(clock) = unanswered(write, subject_id).await? else { return Ok(()) };
    let change = ActiveModel {
        subject_id: Set(subject_id),
        answered_at: Set(Some(now)),
        alarm_at: Set(None),
        ..ActiveModel::default()
    };
    Entity::update(change).exec(write.on()).await?;
    let about = (clock.subject_kind.task_kind(), subject_id);
    task::record::resolve_by_itself(write, now, about, "Đã trả lời. / It was answered.").await
}

async fn unanswered(write: &Write, subject_id: Uuid) -> Result<Option<Model>, DbErr> {
    Ok(Entity::find_by_id(subject_id).one(write.on()).await?.filter(|clock| clock.answered_at.is_none()))
}
