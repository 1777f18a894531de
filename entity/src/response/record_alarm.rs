//! Record: nobody answered in time, which stands before a person (P3).

use super::clock::{ActiveModel, Entity, Model, SubjectKind};
use crate::clock::Instant;
use crate::database::Write;
use crate::notice::record::hold_contracts;
use crate::refusal::Words;
use crate::task::{self, record::Task};
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait};
use uuid::Uuid;

/// Alarms the staff of the contract once. Does nothing when it was answered meanwhile, stands still, or the moment has not
/// come. Answers whether somebody was alarmed.
pub async fn alarm_unanswered(write: &Write, now: Instant, subject_id: Uuid) -> Result<bool, DbErr> {
    let Some(seen) = Entity::find_by_id(subject_id).one(write.on()).await? else { return Ok(false) };
    hold_contracts(write, vec![seen.contract_id]).await?;
    let clock = Entity::find_by_id(subject_id).one(write.on()).await?;
    let Some(clock) = clock.filter(|clock| clock.alarm_at.is_some_and(|at| at <= now)) else { return Ok(false) };
    let change = ActiveModel { subject_id: Set(subject_id), alarm_at: Set(None), ..ActiveModel::default() };
    Entity::update(change).exec(write.on()).await?;
    task::record::raise(write, now, task_of(&clock)).await?;
    Ok(true)
}

fn task_of(clock: &Model) -> Task {
    let kind = clock.subject_kind.task_kind();
    let (vi, en) = match clock.subject_kind {
        SubjectKind::Claim => ("Yêu cầu bảo hành", "warranty claim"),
        SubjectKind::Ticket => ("Yêu cầu hỗ trợ", "support ticket"),
    };
    let (reference, hours) = (&clock.reference, clock.hours);
    Task {
        kind,
        key: format!("{kind:?}:{}", clock.subject_id),
        contract_id: Some(clock.contract_id),
        subject_id: Some(clock.subject_id),
        detail: Words::new(
            format!("{vi} {reference} chưa được trả lời trong {hours} giờ làm việc đã hứa."),
            format!("Nobody answered {en} {reference} within the {hours} working hours that were promised."),
        ),
    }
}
