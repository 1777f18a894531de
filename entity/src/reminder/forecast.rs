//! Question: who would be mailed on a day, by the same rules, without doing anything (design 5).

use super::ladder::Tone;
use super::situation::{self, Situation};
use super::table::{Column, Entity, visible_to};
use crate::access::Viewer;
use crate::calendar::zone::{PROVIDER_ZONE, day_of, end_of_day};
use crate::clock::Instant;
use crate::mail::limits::DAILY_CAP;
use crate::mail::record_plan::group_of;
use crate::mail::state::State;
use crate::mail::{self, bounced};
use crate::notice;
use crate::party::customer;
use crate::value::id::{ContractId, CustomerId, ReminderId};
use chrono::NaiveDate;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeMap, BTreeSet, HashMap};

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
    /// Of which contract.
    pub contract_id: ContractId,
    /// Which stage, in days from the anchor.
    pub offset_days: i32,
}

/// The mails of a day by what they are one with.
type Mails = BTreeMap<String, ForecastMail>;

/// The reminder mails of a day, if nothing is paid, paused or changed until then; as far as the viewer may see them:
/// those planned already, and those that the stages of running reminders will make. Whom the day's mail has reached
/// is told on another day. Tasks for staff are no mails.
pub async fn forecast(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    now: Instant,
    on: NaiveDate,
) -> Result<Vec<ForecastMail>, DbErr> {
    let mut mails = planned(connection, viewer, on).await?;
    let until = end_of_day(on, PROVIDER_ZONE);
    let mut after: Option<ReminderId> = None;
    loop {
        let page = Entity::find()
            .filter(visible_to(viewer))
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
            foresee(situation, (now, on, until), &mut mails);
        }
    }
    let mails = within_limits(connection, on, mails).await?;
    with_addresses(connection, mails).await
}

/// What is planned for the day and has not gone out.
async fn planned(connection: &impl ConnectionTrait, viewer: Viewer, on: NaiveDate) -> Result<Mails, DbErr> {
    let waiting = mail::Entity::find()
        .filter(mail::visible_to(viewer))
        .filter(mail::Column::PlannedOn.eq(on))
        .filter(mail::Column::GroupKey.is_not_null())
        .filter(mail::Column::State.eq(State::Planned))
        .all(connection)
        .await?;
    let notices =
        notice::of_mails(connection, viewer, waiting.iter().map(|mail| mail.resend_of.unwrap_or(mail.id)).collect())
            .await?;
    let mut mails = Mails::new();
    for mail in waiting {
        let (Some(group), Some(customer_id)) = (mail.group_key, mail.customer_id) else { continue };
        let carried = notices.iter().filter(|notice| notice.mail_id == Some(mail.resend_of.unwrap_or(mail.id)));
        let lines = carried.filter_map(|notice| {
            let (reminder_id, contract_id) = notice.reminder_id.zip(notice.contract_id)?;
            Some(ForecastLine { reminder_id, contract_id, offset_days: notice.stage })
        });
        let planned = ForecastMail { customer_id, is_reachable: true, at: mail.not_before, lines: lines.collect() };
        mails.insert(group, planned);
    }
    Ok(mails)
}

/// Plays the rule forward to the day, and puts what it says on it into the mail of its group.
fn foresee(mut situation: Situation, (now, on, until): (Instant, NaiveDate, Instant), mails: &mut Mails) {
    let mut moment = situation.reminder.next_at.map(|at| at.max(now));
    while let Some(at) = moment.filter(|at| *at < until && situation.is_open) {
        let decision = situation.staging().decide(at);
        let skipped: BTreeSet<i32> = decision.skip.iter().map(|(stage, _)| stage.offset_days).collect();
        situation.happened.extend(skipped);
        if let Some(planned) = decision.send {
            situation.happened.insert(planned.stage.offset_days);
            if day_of(at, PROVIDER_ZONE) == on && planned.stage.tone != Tone::StaffTask {
                put(&situation, planned.stage.offset_days, at, mails);
            }
        }
        moment = situation.staging().next_at().filter(|next| *next > at);
    }
}

fn put(situation: &Situation, offset_days: i32, at: Instant, mails: &mut Mails) {
    let (customer_id, contract_id) = (situation.customer.id, situation.contract.id);
    let Some(group) = group_of(situation.reminder.kind.notice_kind(), customer_id, contract_id) else { return };
    let mail =
        mails.entry(group).or_insert_with(|| ForecastMail { customer_id, is_reachable: true, at, lines: Vec::new() });
    mail.at = mail.at.min(at);
    mail.lines.push(ForecastLine { reminder_id: situation.reminder.id, contract_id, offset_days });
}

/// Leaves out what would wait for another day: the group's mail of this one has gone, or the customer's cap is reached.
async fn within_limits(
    connection: &impl ConnectionTrait,
    on: NaiveDate,
    mut mails: Mails,
) -> Result<Vec<ForecastMail>, DbErr> {
    let gone = mail::Entity::find()
        .filter(mail::Column::PlannedOn.eq(on))
        .filter(mail::Column::GroupKey.is_not_null())
        .filter(mail::Column::State.is_in([State::Claimed, State::HandedOver, State::Unknown, State::Bounced]))
        .all(connection)
        .await?;
    let mut count: HashMap<CustomerId, usize> = HashMap::new();
    for mail in gone {
        if let Some(group) = mail.group_key {
            mails.remove(&group);
        }
        if let Some(id) = mail.customer_id {
            *count.entry(id).or_default() += 1;
        }
    }
    let mut mails: Vec<ForecastMail> = mails.into_values().collect();
    mails.sort_by_key(|mail| (mail.at, mail.customer_id));
    mails.retain(|mail| {
        let sent = count.entry(mail.customer_id).or_default();
        *sent += 1;
        *sent <= DAILY_CAP
    });
    Ok(mails)
}

async fn with_addresses(
    connection: &impl ConnectionTrait,
    mut mails: Vec<ForecastMail>,
) -> Result<Vec<ForecastMail>, DbErr> {
    let ids: BTreeSet<CustomerId> = mails.iter().map(|mail| mail.customer_id).collect();
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
    for mail in &mut mails {
        mail.is_reachable = addresses.get(&mail.customer_id).is_some_and(|address| !bounced.contains(address));
    }
    Ok(mails)
}
