//! Record: plans mails, and takes out of them what is not to be said any more.

use super::limits::{Sent, first_free_day, later_by};
use super::state::State;
use super::table::{ActiveModel, Column, Entity, Model};
use crate::calendar;
use crate::calendar::zone::{PROVIDER_ZONE, day_of};
use crate::clock::{Instant, read_machine};
use crate::database::Write;
use crate::installation::provider;
use crate::job::record::{Enqueue, enqueue};
use crate::job::{self, JobKind, run};
use crate::notice::{self, Addressed, Kind, RecipientKey};
use crate::value::id::{ContractId, CustomerId, MailId, PersonId};
use chrono::{Days, NaiveDate, TimeDelta};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::json;
use std::collections::BTreeSet;
use uuid::Uuid;

/// How often the mail of a day is looked for when others plan and claim at the same moment.
const TRIES: usize = 8;

/// How long a mail of a day waits for the others of its group, by the machine clock: a sweep puts them down one by one,
/// and the mail must not go with the first of them.
const GATHERING: TimeDelta = TimeDelta::seconds(20);

/// A mail that repeats another, because a person asked for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resend {
    pub of: MailId,
    pub by: Option<PersonId>,
}

/// What a new mail is made of.
#[derive(Clone, Debug)]
pub(super) struct New<'a> {
    pub kind: Kind,
    pub to: &'a Addressed,
    pub group: Option<String>,
    /// The day it is meant for and the moment before which it must not go.
    pub on: (NaiveDate, Instant),
    pub resend: Option<Resend>,
}

/// What the reminders of a kind are one mail with: a customer's payments, their quotes, a contract's warranties, work or
/// acceptance.
pub(crate) fn group_of(kind: Kind, (recipient, contract_id): (RecipientKey, Option<ContractId>)) -> Option<String> {
    let whose = recipient.id();
    match kind {
        Kind::PaymentReminder | Kind::QuoteReminder => Some(format!("{kind:?}:{whose}")),
        Kind::WarrantyExpiry | Kind::WorkItemReminder | Kind::AcceptanceReminder => {
            Some(format!("{kind:?}:{}", contract_id.map_or(whose, |id| id.0)))
        }
        Kind::PaymentReceived
        | Kind::PaymentRequested
        | Kind::WaitingBegun
        | Kind::WaitingEnded
        | Kind::ContractOffered
        | Kind::ContractSigned
        | Kind::ContractEnded
        | Kind::WorkPlanProposed
        | Kind::WorkPlanAnswered
        | Kind::AcceptanceAsked
        | Kind::AcceptanceAnswered
        | Kind::AcceptedBySilence
        | Kind::ClaimFiled
        | Kind::ClaimTriaged
        | Kind::ClaimAnswered
        | Kind::InquiryReceived
        | Kind::ClaimReopened
        | Kind::ClaimAsked
        | Kind::QuoteSent
        | Kind::QuoteAnswered
        | Kind::TicketAnswered
        | Kind::Invitation
        | Kind::PasswordReset
        | Kind::StaffAlarm => None,
    }
}

/// Plans a mail of its own that goes out at once.
pub(crate) async fn at_once(write: &Write, now: Instant, kind: Kind, to: &Addressed) -> Result<MailId, DbErr> {
    let new = New { kind, to, group: None, on: (day_of(now, PROVIDER_ZONE), now), resend: None };
    create(write, now, new).await?.ok_or_else(|| DbErr::RecordNotInserted)
}

/// The mail of the day to which a reminder belongs: the one already planned, or a new one. When the group's mail of
/// that day has gone, or the customer's cap is reached, it is that of the next free working day.
pub(crate) async fn of_day(
    write: &Write,
    now: Instant,
    (kind, group): (Kind, &str),
    to: &Addressed,
) -> Result<MailId, DbErr> {
    let today = day_of(now, PROVIDER_ZONE);
    for _ in 0..TRIES {
        let on = free_day(write, today, group, (to.customer_id, None)).await?;
        let not_before = later_by(now, today, on);
        let new = New { kind, to, group: Some(group.to_owned()), on: (on, not_before), resend: None };
        if let Some(id) = create(write, now, new).await? {
            return Ok(id);
        }
        if let Some(planned) = planned_on(write, group, on).await? {
            return Ok(planned.id);
        }
    }
    Err(DbErr::Custom(format!("the mail of {group} was planned and claimed {TRIES} times")))
}

/// The first day from `from` on, on which a reminder of the group may go to the customer, whatever of theirs is
/// planned; `except` is not counted.
pub(super) async fn free_day(
    write: &Write,
    from: NaiveDate,
    group: &str,
    (customer_id, except): (Option<CustomerId>, Option<MailId>),
) -> Result<NaiveDate, DbErr> {
    let gone = Entity::find()
        .filter(Column::CustomerId.eq(customer_id))
        .filter(Column::PlannedOn.gte(from.checked_sub_days(Days::new(7)).unwrap_or(from)))
        .filter(Column::Kind.is_in([Kind::PaymentReminder, Kind::WarrantyExpiry, Kind::AcceptanceReminder]))
        .filter(Column::State.is_in([State::Claimed, State::HandedOver, State::Unknown, State::Bounced]))
        .all(write.on())
        .await?;
    let sent: Vec<Sent> = gone
        .into_iter()
        .filter(|mail| Some(mail.id) != except)
        .filter_map(|mail| Some(Sent { group: mail.group_key?, on: mail.planned_on }))
        .collect();
    if sent.is_empty() {
        return Ok(from);
    }
    let calendar = calendar::read(write.on()).await?;
    Ok(first_free_day(group, from, &sent, &calendar))
}

/// The group's mail of that day, if it still waits; held until this transaction ends.
pub(super) async fn planned_on(write: &Write, group: &str, on: NaiveDate) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::GroupKey.eq(group))
        .filter(Column::PlannedOn.eq(on))
        .filter(Column::ResendOf.is_null())
        .filter(Column::State.eq(State::Planned))
        .lock_exclusive()
        .one(write.on())
        .await
}

/// Makes a mail and asks for its delivery, at once when its moment has come; `None` when the group has one that day.
pub(super) async fn create(write: &Write, now: Instant, new: New<'_>) -> Result<Option<MailId>, DbErr> {
    let id = MailId::new();
    let (planned_on, not_before) = new.on;
    let is_gathered = new.group.is_some() && new.resend.is_none();
    let row = Model {
        id,
        kind: new.kind,
        customer_id: new.to.customer_id,
        person_id: new.to.person_id,
        address: new.to.address.clone(),
        cc: new.to.cc.clone(),
        locale: new.to.locale,
        state: State::Planned,
        message_id: format!("{}@{}", id.0.simple(), host(write).await?),
        planned_on,
        not_before,
        next_try_at: chrono::DateTime::UNIX_EPOCH,
        attempts: 0,
        claim_token: None,
        claim_until: None,
        claimed_at: None,
        group_key: new.group,
        subject: None,
        answer: None,
        handed_over_at: None,
        settled_at: None,
        bounced_on: None,
        resend_of: new.resend.map(|resend| resend.of),
        resent_by: new.resend.and_then(|resend| resend.by),
        created_at: now,
    };
    let inserted = Entity::insert(row.into_active_model())
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(write.on())
        .await?;
    if inserted == 0 {
        return Ok(None);
    }
    if not_before <= now {
        let gathered_at = if is_gathered { Some(read_machine(write.on()).await? + GATHERING) } else { None };
        ask_for_delivery(write, id, gathered_at).await?;
    }
    Ok(Some(id))
}

/// Of the mails whose moment has come by both clocks, those that no entry of the queue waits for: it was lost with a
/// crash, or their day has come. A page of `limit`, after the `(next_try_at, id)` given, with how it goes on.
pub async fn without_job(
    connection: &impl ConnectionTrait,
    now: (Instant, Instant),
    window: (Option<(Instant, MailId)>, u64),
) -> Result<(Vec<MailId>, Option<(Instant, MailId)>), DbErr> {
    let due = super::due(connection, now, window).await?;
    let next = due.last().map(|mail| (mail.next_try_at, mail.id));
    let keys: Vec<String> = due.iter().map(|mail| delivery_key(mail.id)).collect();
    let waiting: BTreeSet<String> = run::Entity::find()
        .filter(run::Column::Key.is_in(keys))
        .filter(run::Column::State.eq(job::state::State::Queued))
        .all(connection)
        .await?
        .into_iter()
        .filter_map(|entry| entry.key)
        .collect();
    let lost = due.into_iter().map(|mail| mail.id).filter(|id| !waiting.contains(&delivery_key(*id)));
    Ok((lost.collect(), next))
}

fn delivery_key(id: MailId) -> String {
    format!("deliver_mail:{id}")
}

/// Asks the worker to deliver it, not before that machine moment.
pub async fn ask_for_delivery(write: &Write, id: MailId, run_at: Option<Instant>) -> Result<(), DbErr> {
    let job =
        Enqueue { kind: JobKind::DeliverMail, payload: json!({ "mailId": id }), key: Some(delivery_key(id)), run_at };
    enqueue(write, job).await
}

/// Lets mail go that waited for what it carries about one of these subjects.
pub(crate) async fn let_go(write: &Write, subject_ids: [Uuid; 2]) -> Result<(), DbErr> {
    let carrying = notice::Entity::find()
        .filter(notice::Column::SubjectId.is_in(subject_ids))
        .filter(notice::Column::State.eq(notice::state::State::Mailed))
        .all(write.on())
        .await?;
    let machine = read_machine(write.on()).await?;
    for id in hold_planned(write, carrying.into_iter().filter_map(|notice| notice.mail_id).collect()).await? {
        let change = ActiveModel { id: Set(id), next_try_at: Set(machine), ..ActiveModel::default() };
        Entity::update(change).exec(write.on()).await?;
        ask_for_delivery(write, id, None).await?;
    }
    Ok(())
}

/// Voids those of the mails that carry nothing any more and have not gone out.
pub(crate) async fn void_empty(write: &Write, now: Instant, ids: Vec<MailId>) -> Result<(), DbErr> {
    for id in ids {
        let carried = notice::Entity::find()
            .filter(notice::Column::MailId.eq(id))
            .filter(notice::Column::State.eq(notice::state::State::Mailed))
            .count(write.on())
            .await?;
        if carried == 0 {
            let void = ActiveModel { state: Set(State::Void), settled_at: Set(Some(now)), ..ActiveModel::default() };
            Entity::update_many()
                .set(void)
                .filter(Column::Id.eq(id))
                .filter(Column::State.eq(State::Planned))
                .exec(write.on())
                .await?;
        }
    }
    Ok(())
}

/// Those of the mails that have not gone out, held until this transaction ends.
pub(crate) async fn hold_planned(write: &Write, ids: Vec<MailId>) -> Result<Vec<MailId>, DbErr> {
    let held = Entity::find()
        .filter(Column::Id.is_in(ids))
        .filter(Column::State.eq(State::Planned))
        .order_by_asc(Column::Id)
        .lock_exclusive()
        .all(write.on())
        .await?;
    Ok(held.into_iter().map(|mail| mail.id).collect())
}

/// The part of a Message-ID after the `@`: the provider's own domain.
async fn host(write: &Write) -> Result<String, DbErr> {
    let provider = provider::find(write.on()).await?;
    let domain = provider.and_then(|row| row.email.as_str().rsplit_once('@').map(|(_, domain)| domain.to_owned()));
    Ok(domain.unwrap_or_else(|| "khu.invalid".to_owned()))
}
