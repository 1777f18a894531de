//! Record: a worker takes a mail to send it. Everything it says is looked up again under the contracts' locks: a payment
//! committed before the claim stops the mail (design 5).

use super::limits::later_by;
use super::record_plan::{ask_for_delivery, free_day, planned_on, void_empty};
use super::state::{Event, State};
use super::table::{Entity, Model};
use super::{bounced, table};
use crate::clock::Instant;
use crate::database::Write;
use crate::installation::{self, provider};
use crate::notice::facts::{self, Enclosure, Facts};
use crate::notice::record::{Unreachable, hold_contracts, raise_address, skip};
use crate::notice::skip_reason::SkipReason;
use crate::notice::state::State as NoticeState;
use crate::notice::{self, Addressed, addressing};
use crate::refusal::Words;
use crate::reminder;
use crate::task::{self, record::Task};
use crate::value::id::{ClaimToken, ContractId, MailId, NoticeId, ReminderId};
use crate::value::transition::Transition;
use chrono::{NaiveDate, TimeDelta};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::BTreeSet;

/// By whom and for how long a mail is claimed.
#[derive(Clone, Copy, Debug)]
pub struct Lease {
    /// Only who knows it settles the claim.
    pub token: ClaimToken,
    /// The lease and the longest conversation with the mail server together: after that the mail is in doubt.
    pub lasts: TimeDelta,
}

/// What claiming answers.
#[derive(Clone, Debug)]
pub enum Claim {
    /// It is to be handed over now, and by nobody else.
    Taken(Box<Claimed>),
    /// There is nothing to say any more: it is void, and each notice says why.
    Void,
    /// It moved to another day: the customer has had enough for today.
    Postponed,
    /// Not now: it went out, is claimed, or its moment has not come.
    NotNow,
    /// Another contract's notice was planned into it meanwhile: ask again.
    Again,
}

/// A claimed mail with all that is needed to write its letter.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// The mail, claimed.
    pub mail: Model,
    /// What it says: at least one.
    pub facts: Vec<Facts>,
    /// Who writes; `None` before the provider's profile is entered.
    pub provider: Option<provider::Model>,
    /// Who is written to, by name; `None` where nobody has confirmed it.
    pub name: Option<String>,
    /// The company, where it is one or its person.
    pub company: Option<String>,
    /// The moment of the claim, by the business clock: what the letter says is true at this moment.
    pub now: Instant,
    /// The day of it, in the provider's zone.
    pub today: NaiveDate,
}

/// Claims a mail whose moment has come.
pub async fn claim(write: &Write, id: MailId, lease: Lease) -> Result<Claim, DbErr> {
    let Some(seen) = Entity::find_by_id(id).one(write.on()).await? else { return Ok(Claim::NotNow) };
    let locked = contracts_of(&carried(write, &seen).await?);
    hold_contracts(write, locked.iter().copied().collect()).await?;
    let Some(mail) = Entity::find_by_id(id).lock_exclusive().one(write.on()).await? else { return Ok(Claim::NotNow) };
    let installation = installation::read(write.on()).await?;
    let (now, today) = (installation.clock.now, installation.clock.today());
    let machine = installation.machine();
    let Ok(Transition::To(State::Claimed)) = mail.state.after(Event::Claim) else { return Ok(Claim::NotNow) };
    if mail.not_before > now || mail.next_try_at > machine {
        return Ok(Claim::NotNow);
    }
    let notices = carried(write, &mail).await?;
    if !contracts_of(&notices).is_subset(&locked) {
        return Ok(Claim::Again);
    }
    let Some(to) = reachable(write, now, &notices).await? else {
        return void(write, now, &mail).await;
    };
    let facts = still_true(write, (now, today, machine), &mail, notices).await?;
    if facts.is_empty() {
        return void(write, now, &mail).await;
    }
    if let Some(answer) = awaits_paper(write, (now, machine), (&mail, &facts)).await? {
        return Ok(answer);
    }
    if let Some(answer) = postponed(write, (now, today), &mail).await? {
        return Ok(answer);
    }
    let mail = take(write, &mail, &to, (machine, today, lease)).await?;
    let provider = provider::find(write.on()).await?;
    let Addressed { name, company, .. } = to;
    Ok(Claim::Taken(Box::new(Claimed { mail, facts, provider, name, company, now, today })))
}

/// The notices a mail carries; a resent one says again what the first said.
pub(super) async fn carried(write: &Write, mail: &Model) -> Result<Vec<notice::Model>, DbErr> {
    notice::Entity::find()
        .filter(notice::Column::MailId.eq(mail.resend_of.unwrap_or(mail.id)))
        .filter(notice::Column::State.eq(NoticeState::Mailed))
        .order_by_asc(notice::Column::Id)
        .all(write.on())
        .await
}

fn contracts_of(notices: &[notice::Model]) -> BTreeSet<ContractId> {
    notices.iter().filter_map(|notice| notice.contract_id).collect()
}

/// Where the recipient is reached now; when nowhere, that is noted with every notice and stands before staff.
async fn reachable(write: &Write, now: Instant, notices: &[notice::Model]) -> Result<Option<Addressed>, DbErr> {
    let Some(first) = notices.first() else { return Ok(None) };
    let to = addressing::of(write.on(), first.recipient).await?;
    let (reason, why) = match &to {
        None => (SkipReason::NoAddress, Unreachable::Missing),
        Some(to) if bounced::is_bounced(write.on(), &to.address).await? => {
            (SkipReason::AddressBounced, Unreachable::Bounced)
        }
        Some(_) => return Ok(to),
    };
    skip(write, ids_of(notices), reason).await?;
    raise_address(write, now, first, why).await?;
    Ok(None)
}

fn ids_of(notices: &[notice::Model]) -> Vec<NoticeId> {
    notices.iter().map(|notice| notice.id).collect()
}

/// What is still to be said; what is not, is skipped with its reason. A person who resends a mail wants it whatever its
/// day was; but never for what has been paid.
async fn still_true(
    write: &Write,
    (now, today, machine): (Instant, NaiveDate, Instant),
    mail: &Model,
    notices: Vec<notice::Model>,
) -> Result<Vec<Facts>, DbErr> {
    let paused = paused(write, today, &notices).await?;
    let is_resent = mail.resend_of.is_some();
    let mut all = Vec::with_capacity(notices.len());
    for notice in notices {
        let is_stale = notice.not_after.is_some_and(|not_after| not_after <= now);
        let is_paused = notice.reminder_id.is_some_and(|id| paused.contains(&id));
        let found = match (is_resent, is_stale, is_paused) {
            (false, true, _) => Err(SkipReason::Stale),
            (false, false, true) => Err(SkipReason::Paused),
            (true, _, _) | (false, false, false) => facts::load(write.on(), notice.content, machine).await?,
        };
        match found {
            Ok(facts) => all.push(facts),
            Err(_) if is_resent => {}
            Err(reason) => skip(write, vec![notice.id], reason).await?,
        }
    }
    Ok(all)
}

async fn paused(write: &Write, today: NaiveDate, notices: &[notice::Model]) -> Result<BTreeSet<ReminderId>, DbErr> {
    let ids: Vec<ReminderId> = notices.iter().filter_map(|notice| notice.reminder_id).collect();
    if ids.is_empty() {
        return Ok(BTreeSet::new());
    }
    let reminders = reminder::Entity::find().filter(reminder::Column::Id.is_in(ids)).all(write.on()).await?;
    Ok(reminders.into_iter().filter(|reminder| reminder.is_paused(today)).map(|reminder| reminder.id).collect())
}

async fn void(write: &Write, now: Instant, mail: &Model) -> Result<Claim, DbErr> {
    if mail.resend_of.is_some() {
        let mut change = mail.clone().into_active_model();
        change.state = Set(State::Void);
        change.settled_at = Set(Some(now));
        Entity::update(change).exec(write.on()).await?;
    } else {
        void_empty(write, now, vec![mail.id]).await?;
    }
    Ok(Claim::Void)
}

/// Moves a reminder mail to another day when the group or the customer has had theirs for today, and joins a mail that
/// is late with that of today. Mails that people resend, and all that is no reminder, go whatever else goes.
async fn postponed(write: &Write, (now, today): (Instant, NaiveDate), mail: &Model) -> Result<Option<Claim>, DbErr> {
    let Some(group) = mail.group_key.as_deref().filter(|_| mail.resend_of.is_none()) else { return Ok(None) };
    let on = free_day(write, today, group, (mail.customer_id, Some(mail.id))).await?;
    if on == mail.planned_on {
        return Ok(None);
    }
    if let Some(other) = planned_on(write, group, on).await? {
        let carry = notice::ActiveModel { mail_id: Set(Some(other.id)), ..notice::ActiveModel::default() };
        notice::Entity::update_many()
            .set(carry)
            .filter(notice::Column::MailId.eq(mail.id))
            .filter(notice::Column::State.eq(NoticeState::Mailed))
            .exec(write.on())
            .await?;
        void_empty(write, now, vec![mail.id]).await?;
        ask_for_delivery(write, other.id, None).await?;
        return Ok(Some(Claim::Postponed));
    }
    if on == today {
        return Ok(None);
    }
    let mut change = mail.clone().into_active_model();
    change.planned_on = Set(on);
    change.not_before = Set(later_by(now, today, on));
    Entity::update(change).exec(write.on()).await?;
    Ok(Some(Claim::Postponed))
}

/// A mail waits for the paper it is to carry, until that is frozen or failed and lets it go. When that takes too long, it
/// goes without, and staff are told. Nothing that a person resends waits.
async fn awaits_paper(
    write: &Write,
    (now, machine): (Instant, Instant),
    (mail, facts): (&Model, &[Facts]),
) -> Result<Option<Claim>, DbErr> {
    for facts in facts.iter().filter(|_| mail.resend_of.is_none()) {
        let Some(Enclosure::Awaited(document)) = facts.enclosure() else { continue };
        if document.mail_waits_until > machine {
            let mut change = mail.clone().into_active_model();
            change.next_try_at = Set(document.mail_waits_until);
            Entity::update(change).exec(write.on()).await?;
            return Ok(Some(Claim::NotNow));
        }
        let (title, name) = (document.kind.title(), &document.reference);
        let task = Task {
            kind: task::Kind::DocumentFailed,
            key: format!("{:?}:{}", task::Kind::DocumentFailed, document.id),
            contract_id: document.contract_id,
            subject_id: Some(document.id.0),
            detail: Words::new(
                format!("{} {name} chưa lập xong bản PDF; thư đã đi không kèm văn bản.", title.vi),
                format!("{} {name} was not made in time; its mail went without it.", title.en),
            ),
        };
        task::record::raise(write, now, task).await?;
    }
    Ok(None)
}

async fn take(
    write: &Write,
    mail: &Model,
    to: &Addressed,
    (machine, today, lease): (Instant, NaiveDate, Lease),
) -> Result<table::Model, DbErr> {
    let mut change = mail.clone().into_active_model();
    change.state = Set(State::Claimed);
    change.address = Set(to.address.clone());
    change.cc = Set(to.cc.clone());
    change.locale = Set(to.locale);
    change.planned_on = Set(today);
    change.attempts = Set(mail.attempts.saturating_add(1));
    change.claim_token = Set(Some(lease.token));
    change.claimed_at = Set(Some(machine));
    change.claim_until = Set(Some(machine.checked_add_signed(lease.lasts).unwrap_or(machine)));
    Entity::update(change).exec(write.on()).await
}
