//! Record: plans what somebody is told, and takes it out again when it is not to be said.

use super::recipient::{Recipient, RecipientKey};
use super::skip_reason::SkipReason;
use super::state::State;
use super::table::{ActiveModel, Column, Entity, Model};
use super::{Content, Kind, addressing};
use crate::access::Viewer;
use crate::access::person::{self, Role};
use crate::clock::Instant;
use crate::contract::{assignment, contract};
use crate::database::Write;
use crate::mail::record_plan;
use crate::refusal::Words;
use crate::task::{self, record::Task};
use crate::value::id::{ContractId, CustomerId, MailId, NoticeId, PersonId, ReminderId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};

/// Something to be told at once.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// About what.
    pub content: Content,
    /// The contract it belongs to, if any.
    pub contract_id: Option<ContractId>,
    /// The company it concerns, if any.
    pub customer_id: Option<CustomerId>,
    /// Who is told.
    pub to: Recipient,
}

/// Plans a notice that goes out at once, in the transaction of the fact it tells: one mail per recipient, whose
/// delivery is asked for. Planned again, it is the same notice and nothing happens.
///
/// A company without an address is skipped visibly, and stands before staff as a task.
pub async fn plan(write: &Write, now: Instant, plan: Plan) -> Result<(), DbErr> {
    for recipient in recipients(write, &plan).await? {
        let notice = put_down(write, blank(now, plan.content, recipient, &plan)).await?;
        let Some(notice) = notice else { continue };
        match addressing::of(write.on(), recipient).await? {
            Some(to) => {
                let mail_id = record_plan::at_once(write, now, notice.kind, &to).await?;
                carry(write, notice.id, mail_id).await?;
            }
            None => skip_without_address(write, now, &notice).await?,
        }
    }
    Ok(())
}

/// The same about a contract: what is told belongs to it and concerns its customer.
pub async fn plan_about(
    write: &Write,
    now: Instant,
    contract: &contract::Model,
    (content, to): (Content, Recipient),
) -> Result<(), DbErr> {
    let (contract_id, customer_id) = (Some(contract.id), Some(contract.customer_id));
    plan(write, now, Plan { content, contract_id, customer_id, to }).await
}

/// A stage of a reminder that is to be told.
#[derive(Clone, Debug)]
pub(crate) struct Stage<'a> {
    /// The reminder, with its present arming.
    pub reminder: (ReminderId, i32),
    /// Days from the anchor.
    pub offset_days: i32,
    /// Its moment, and from when on it is not true any more.
    pub at: (Instant, Option<Instant>),
    /// What, about whose contract.
    pub plan: &'a Plan,
}

/// Puts a stage into the mail of its day, or skips it with the reason given. Answers whether it was not put down before.
pub(crate) async fn plan_stage(
    write: &Write,
    now: Instant,
    stage: Stage<'_>,
    skipped: Option<SkipReason>,
) -> Result<bool, DbErr> {
    let recipient = match stage.plan.to {
        Recipient::Billing(id) => RecipientKey::Billing(id),
        Recipient::Person(id) => RecipientKey::Person(id),
        Recipient::Inquiry(_) | Recipient::Staff => {
            return Err(DbErr::Custom("a reminder tells one company or one person".to_owned()));
        }
    };
    let (reminder_id, arming) = stage.reminder;
    let (planned_at, not_after) = stage.at;
    let notice = Model {
        arming,
        stage: stage.offset_days,
        reminder_id: Some(reminder_id),
        planned_at,
        not_after,
        ..blank(now, stage.plan.content, recipient, stage.plan)
    };
    let Some(notice) = put_down(write, notice).await? else { return Ok(false) };
    if let Some(reason) = skipped {
        skip(write, vec![notice.id], reason).await?;
        return Ok(true);
    }
    let Some(to) = addressing::of(write.on(), notice.recipient).await? else {
        skip_without_address(write, now, &notice).await?;
        return Ok(true);
    };
    let Some(group) = record_plan::group_of(notice.kind, (recipient, notice.contract_id)) else {
        return Err(DbErr::Custom(format!("{:?} is no reminder", notice.kind)));
    };
    let mail_id = record_plan::of_day(write, now, (notice.kind, &group), &to).await?;
    carry(write, notice.id, mail_id).await?;
    Ok(true)
}

/// Voids what a reminder planned and what has not gone out: its anchor moved, or there is nothing to remind of.
pub(crate) async fn void_planned(write: &Write, now: Instant, reminder_id: ReminderId) -> Result<(), DbErr> {
    let of_reminder = Condition::all()
        .add(Column::ReminderId.eq(reminder_id))
        .add(Column::State.is_in([State::Planned, State::Mailed]));
    let planned = Entity::find().filter(of_reminder.clone()).all(write.on()).await?;
    let mails: Vec<MailId> = planned.iter().filter_map(|notice| notice.mail_id).collect();
    let held = if mails.is_empty() { mails } else { record_plan::hold_planned(write, mails).await? };
    let not_gone = Condition::any().add(Column::MailId.is_null()).add(Column::MailId.is_in(held.clone()));
    let change = ActiveModel { state: Set(State::Void), ..ActiveModel::default() };
    Entity::update_many().set(change).filter(of_reminder).filter(not_gone).exec(write.on()).await?;
    record_plan::void_empty(write, now, held).await
}

/// Skips notices for a reason that is kept with them.
pub(crate) async fn skip(write: &Write, ids: Vec<NoticeId>, reason: SkipReason) -> Result<(), DbErr> {
    let change = ActiveModel { state: Set(State::Skipped), reason: Set(Some(reason)), ..ActiveModel::default() };
    Entity::update_many().set(change).filter(Column::Id.is_in(ids)).exec(write.on()).await?;
    Ok(())
}

/// Why somebody cannot be written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreachable {
    /// There is no address.
    Missing,
    /// Mail to the address came back before.
    Bounced,
}

/// The task for staff that somebody cannot be written to. Trouble with an alarm's own address causes no other alarm.
pub(crate) async fn raise_address(write: &Write, now: Instant, notice: &Model, why: Unreachable) -> Result<(), DbErr> {
    let (kind, detail) = match why {
        Unreachable::Missing => (
            task::Kind::AddressMissing,
            Words::new(
                "Không có địa chỉ thư để gửi thông báo. Hãy bổ sung địa chỉ nhận hoá đơn của khách hàng.",
                "There is no address to send a notice to. Enter the customer's billing address.",
            ),
        ),
        Unreachable::Bounced => (
            task::Kind::AddressBounced,
            Words::new(
                "Thư gửi đến địa chỉ của người nhận đã bị trả lại, nên thông báo không được gửi. \
                 Hãy sửa địa chỉ, hoặc xoá dấu trả lại nếu địa chỉ đã dùng được.",
                "Mail to the recipient's address came back before, so a notice was not sent. \
                 Correct the address, or clear the bounce if it takes mail again.",
            ),
        ),
    };
    let subject_id = notice.recipient.id();
    let key = format!("{kind:?}:{}", notice.recipient);
    let task = Task { kind, key, contract_id: notice.contract_id, subject_id: Some(subject_id), detail };
    if notice.kind == Kind::StaffAlarm {
        task::record::raise_without_alarm(write, now, task).await?;
        return Ok(());
    }
    // Boxed: the task's alarm is a notice itself.
    Box::pin(task::record::raise(write, now, task)).await
}

/// Locks the rows of several contracts, in the order of their ids.
pub(crate) async fn hold_contracts(write: &Write, ids: Vec<ContractId>) -> Result<(), DbErr> {
    if ids.is_empty() {
        return Ok(());
    }
    contract::Entity::find()
        .filter(contract::Column::Id.is_in(ids))
        .order_by_asc(contract::Column::Id)
        .lock_exclusive()
        .all(write.on())
        .await?;
    Ok(())
}

async fn skip_without_address(write: &Write, now: Instant, notice: &Model) -> Result<(), DbErr> {
    skip(write, vec![notice.id], SkipReason::NoAddress).await?;
    raise_address(write, now, notice, Unreachable::Missing).await
}

fn blank(now: Instant, content: Content, recipient: RecipientKey, plan: &Plan) -> Model {
    Model {
        id: NoticeId::new(),
        kind: content.kind(),
        subject_id: content.subject_id(),
        arming: content.round(),
        stage: 0,
        recipient,
        contract_id: plan.contract_id,
        customer_id: plan.customer_id,
        reminder_id: None,
        state: State::Planned,
        reason: None,
        content,
        planned_at: now,
        not_after: None,
        mail_id: None,
        created_at: now,
    }
}

/// Writes it down unless the same recipient is told the same already.
async fn put_down(write: &Write, notice: Model) -> Result<Option<Model>, DbErr> {
    let inserted = Entity::insert(notice.clone().into_active_model())
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(write.on())
        .await?;
    Ok((inserted > 0).then_some(notice))
}

async fn carry(write: &Write, id: NoticeId, mail_id: MailId) -> Result<(), DbErr> {
    let change = ActiveModel { state: Set(State::Mailed), mail_id: Set(Some(mail_id)), ..ActiveModel::default() };
    Entity::update_many().set(change).filter(Column::Id.eq(id)).exec(write.on()).await?;
    Ok(())
}

async fn recipients(write: &Write, plan: &Plan) -> Result<Vec<RecipientKey>, DbErr> {
    Ok(match plan.to {
        Recipient::Person(id) => vec![RecipientKey::Person(id)],
        Recipient::Billing(id) => vec![RecipientKey::Billing(id)],
        Recipient::Inquiry(id) => vec![RecipientKey::Inquiry(id)],
        Recipient::Staff => staff(write, plan.contract_id).await?.into_iter().map(RecipientKey::Person).collect(),
    })
}

/// The active staff assigned to the contract; without any, the active admins.
async fn staff(write: &Write, contract_id: Option<ContractId>) -> Result<Vec<PersonId>, DbErr> {
    let assigned = match contract_id {
        Some(id) => assignment::of_contracts(write.on(), Viewer::System, vec![id]).await?,
        None => Vec::new(),
    };
    let ids: Vec<PersonId> = assigned.into_iter().map(|row| row.person_id).collect();
    let active = active(write, Condition::all().add(person::Column::Id.is_in(ids))).await?;
    if !active.is_empty() {
        return Ok(active);
    }
    self::active(write, Condition::all().add(person::Column::Role.eq(Role::Admin))).await
}

async fn active(write: &Write, condition: Condition) -> Result<Vec<PersonId>, DbErr> {
    let people = person::Entity::find()
        .filter(condition)
        .filter(person::Column::DisabledAt.is_null())
        .order_by_asc(person::Column::Id)
        .all(write.on())
        .await?;
    Ok(people.into_iter().map(|person| person.id).collect())
}
