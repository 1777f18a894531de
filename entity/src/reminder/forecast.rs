//! Question: who would be mailed on a day, by the same rules, without doing anything (design 5).

use super::ladder::Tone;
use super::situation::{self, Situation};
use super::staging::Planned;
use super::table::{Column, Entity, find_all};
use crate::access::Viewer;
use crate::calendar;
use crate::calendar::zone::{PROVIDER_ZONE, day_of, end_of_day};
use crate::clock::Instant;
use crate::mail::limits::Sent;
use crate::mail::outlook::{Expected, Outlook};
use crate::mail::record_plan::group_of;
use crate::mail::state::State;
use crate::mail::{self, bounced};
use crate::notice::{self, RecipientKey};
use crate::party::customer;
use crate::value::id::{ContractId, CustomerId, MailId, ReminderId};
use chrono::{NaiveDate, TimeDelta};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeSet, HashMap};

/// How many reminders are looked at together.
const PAGE: u64 = 500;

/// One mail that would go out on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForecastMail {
    /// To which company.
    pub customer_id: CustomerId,
    /// Whether there is an address to send it to, from which no mail came back.
    pub is_reachable: bool,
    /// When, by the business clock.
    pub at: Instant,
    /// What it would say: at least one.
    pub lines: Vec<ForecastLine>,
}

/// One stage of one reminder in such a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForecastLine {
    /// Which reminder.
    pub reminder_id: ReminderId,
    /// Of which contract, once there is one.
    pub contract_id: Option<ContractId>,
    /// Which stage, in days from the anchor.
    pub offset_days: i32,
}

/// How far before the day stages are looked at whose mails may have been pushed on until it, in days. At three mails a
/// day nobody has more waiting.
const PUSHED_ON_DAYS: i64 = 31;

/// What is known of a day's mails: what waits, and what stages will make, in the order of their moments.
type Mail = Expected<ForecastLine>;

/// The reminder mails of a day, if nothing is paid, paused or changed until then; as far as the viewer may see them:
/// those planned already, those that the stages of running reminders will make, and what the gap and the cap push on
/// to that day from an earlier one. Whom the day's mail has reached is told on another day. Tasks for staff are no
/// mails.
pub async fn forecast(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    now: Instant,
    on: NaiveDate,
) -> Result<Vec<ForecastMail>, DbErr> {
    let waiting = planned(connection, now, on).await?;
    let stages = stages(connection, (now, on)).await?;
    let customer_ids = waiting.iter().map(|(_, mail)| mail).chain(&stages).map(|mail| mail.customer_id).collect();
    let reachable = reachable(connection, customer_ids).await?;
    let calendar = calendar::read(connection).await?;
    let mut outlook = Outlook::new(&calendar, gone(connection, day_of(now, PROVIDER_ZONE)).await?);
    let with_address = |mail: Mail| Mail { is_reachable: reachable.contains(&mail.customer_id), ..mail };
    for (planned_on, mail) in waiting {
        outlook.wait(planned_on, with_address(mail));
    }
    let mails = outlook.of_day(on, stages.into_iter().map(with_address).collect());
    seen_by(connection, viewer, mails).await
}

/// What is planned for the day or before it and has not gone out, with the day of each.
async fn planned(
    connection: &impl ConnectionTrait,
    now: Instant,
    on: NaiveDate,
) -> Result<Vec<(NaiveDate, Mail)>, DbErr> {
    let waiting = mail::Entity::find()
        .filter(mail::Column::PlannedOn.lte(on))
        .filter(mail::Column::GroupKey.is_not_null())
        .filter(mail::Column::State.eq(State::Planned))
        .order_by_asc(mail::Column::Id)
        .all(connection)
        .await?;
    let ids = waiting.iter().map(|mail| mail.resend_of.unwrap_or(mail.id)).collect();
    let mut carried: HashMap<MailId, Vec<notice::Model>> = HashMap::new();
    for notice in notice::of_mails(connection, Viewer::System, ids).await? {
        let Some(mail_id) = notice.mail_id else { continue };
        carried.entry(mail_id).or_default().push(notice);
    }
    let mails = waiting.into_iter().filter_map(|mail| {
        let lines = carried.get(&mail.resend_of.unwrap_or(mail.id)).into_iter().flatten().filter_map(|notice| {
            let (reminder_id, contract_id) = (notice.reminder_id?, notice.contract_id);
            Some((ForecastLine { reminder_id, contract_id, offset_days: notice.stage }, notice.not_after))
        });
        let lines = lines.collect();
        let (group, customer_id, at) = (mail.group_key?, mail.customer_id?, mail.not_before.max(now));
        Some((mail.planned_on, Mail { customer_id, group, is_reachable: true, at, lines }))
    });
    Ok(mails.collect())
}

/// What the stages of running reminders will make until the end of the day, in the order of their moments.
async fn stages(connection: &impl ConnectionTrait, (now, on): (Instant, NaiveDate)) -> Result<Vec<Mail>, DbErr> {
    let until = end_of_day(on, PROVIDER_ZONE);
    let from = until.checked_sub_signed(TimeDelta::days(PUSHED_ON_DAYS)).unwrap_or(now);
    let mut after: Option<ReminderId> = None;
    let mut stages = Vec::new();
    loop {
        let page = Entity::find()
            .filter(Column::NextAt.is_not_null())
            .filter(Column::NextAt.lt(until))
            .filter(Condition::all().add_option(after.map(|id| Column::Id.gt(id))))
            .order_by_asc(Column::Id)
            .limit(PAGE)
            .all(connection)
            .await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        for situation in situation::of_all(connection, page).await? {
            foresee(situation, (now, from, until), &mut stages);
        }
    }
    stages.sort_by_key(|stage| stage.at);
    Ok(stages)
}

/// Plays the rule forward to the day.
fn foresee(mut situation: Situation, (now, from, until): (Instant, Instant, Instant), stages: &mut Vec<Mail>) {
    let mut moment = situation.reminder.next_at.map(|at| at.max(now));
    while let Some(at) = moment.filter(|at| *at < until && situation.is_open) {
        let decision = situation.decide(at);
        let skipped: BTreeSet<i32> = decision.skip.iter().map(|(stage, _)| stage.offset_days).collect();
        situation.happened.extend(skipped);
        if let Some(planned) = decision.send {
            situation.happened.insert(planned.stage.offset_days);
            if at >= from && planned.stage.tone != Tone::StaffTask {
                stages.extend(told(&situation, at, &planned));
            }
        }
        moment = situation.staging().next_at().filter(|next| *next > at);
    }
}

fn told(situation: &Situation, at: Instant, planned: &Planned) -> Option<Mail> {
    if situation.is_for_staff() {
        return None;
    }
    let (customer_id, contract_id) = (situation.customer.id, situation.reminder.contract_id);
    let recipient = RecipientKey::Billing(customer_id);
    let group = group_of(situation.reminder.kind.notice_kind(), (recipient, contract_id))?;
    let reminder_id = situation.reminder.id;
    let line = ForecastLine { reminder_id, contract_id, offset_days: planned.stage.offset_days };
    Some(Mail { customer_id, group, is_reachable: true, at, lines: vec![(line, planned.not_after)] })
}

/// What went to whom on these days: it counts for the gap and the cap.
async fn gone(connection: &impl ConnectionTrait, today: NaiveDate) -> Result<HashMap<CustomerId, Vec<Sent>>, DbErr> {
    let gone = mail::Entity::find()
        .filter(mail::Column::PlannedOn.gte(today))
        .filter(mail::Column::GroupKey.is_not_null())
        .filter(mail::Column::State.is_in([State::Claimed, State::HandedOver, State::Unknown, State::Bounced]))
        .all(connection)
        .await?;
    let mut sent: HashMap<CustomerId, Vec<Sent>> = HashMap::new();
    for mail in gone {
        let Some((customer_id, group)) = mail.customer_id.zip(mail.group_key) else { continue };
        sent.entry(customer_id).or_default().push(Sent { group, on: mail.planned_on });
    }
    Ok(sent)
}

/// Who has an address from which no mail came back.
async fn reachable(
    connection: &impl ConnectionTrait,
    ids: BTreeSet<CustomerId>,
) -> Result<BTreeSet<CustomerId>, DbErr> {
    let customers = customer::find_all(connection, Viewer::System, ids.into_iter().collect()).await?;
    let addresses: HashMap<CustomerId, String> = customers
        .into_iter()
        .filter_map(|customer| Some((customer.id, customer.billing_email?.as_str().to_owned())))
        .collect();
    let bounced: BTreeSet<String> = bounced::Entity::find()
        .filter(bounced::Column::Address.is_in(addresses.values()))
        .all(connection)
        .await?
        .into_iter()
        .map(|row| row.address)
        .collect();
    Ok(addresses.into_iter().filter(|(_, address)| !bounced.contains(address)).map(|(id, _)| id).collect())
}

/// The lines of reminders that the viewer may see; limits hold whoever asks.
async fn seen_by(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    mails: Vec<Mail>,
) -> Result<Vec<ForecastMail>, DbErr> {
    let lines = mails.iter().flat_map(|mail| &mail.lines);
    let ids: BTreeSet<ReminderId> = lines.map(|(line, _)| line.reminder_id).collect();
    let seen = find_all(connection, viewer, ids.into_iter().collect()).await?;
    let seen: BTreeSet<ReminderId> = seen.into_iter().map(|reminder| reminder.id).collect();
    let mut mails: Vec<ForecastMail> = mails
        .into_iter()
        .map(|Mail { customer_id, is_reachable, at, lines, .. }| {
            let lines = lines.into_iter().map(|(line, _)| line).filter(|line| seen.contains(&line.reminder_id));
            ForecastMail { customer_id, is_reachable, at, lines: lines.collect() }
        })
        .filter(|mail| !mail.lines.is_empty())
        .collect();
    mails.sort_by_key(|mail| (mail.at, mail.customer_id));
    Ok(mails)
}
