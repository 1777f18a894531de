//! Record: nobody answered an inquiry in time, which stands before a person (P3).

use super::inquiry::{ActiveModel, Entity, Model};
use crate::clock::Instant;
use crate::database::Write;
use crate::notice::{self, Content, Plan, Recipient};
use crate::refusal::Words;
use crate::task::{self, record::Task};
use crate::value::id::InquiryId;
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, QuerySelect};

/// Alarms the admins, and whoever the inquiry is assigned to, once. Does nothing when it was answered meanwhile, or the
/// moment has not come. Answers whether somebody was alarmed.
pub async fn alarm_unanswered(write: &Write, now: Instant, id: InquiryId) -> Result<bool, DbErr> {
    let found = Entity::find_by_id(id).lock_exclusive().one(write.on()).await?;
    let Some(inquiry) = found.filter(|row| row.alarm_at.is_some_and(|at| at <= now)) else { return Ok(false) };
    let change = ActiveModel { id: Set(id), alarm_at: Set(None), ..ActiveModel::default() };
    Entity::update(change).exec(write.on()).await?;
    let Some(task_id) = task::record::raise_without_alarm(write, now, task_of(&inquiry)).await? else {
        return Ok(false);
    };
    let whoever_answers = inquiry.assigned_to.map(Recipient::Person);
    for to in [Some(Recipient::Staff), whoever_answers].into_iter().flatten() {
        let content = Content::StaffAlarm { task_id };
        notice::record::plan(write, now, Plan { content, contract_id: None, customer_id: None, to }).await?;
    }
    Ok(true)
}

fn task_of(inquiry: &Model) -> Task {
    let kind = task::Kind::InquiryUnanswered;
    Task {
        kind,
        key: format!("{kind:?}:{}", inquiry.id),
        contract_id: None,
        subject_id: Some(inquiry.id.0),
        detail: Words::new(
            format!("Yêu cầu {} đã quá hạn trả lời mà chưa có ai trả lời.", inquiry.reference),
            format!("Nobody answered inquiry {} by the time that was promised.", inquiry.reference),
        ),
    }
}
