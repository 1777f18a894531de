//! Record: people pause a reminder, note a promise to pay, resume it and start it again.

use super::kind::ReminderKind;
use super::record::{again, hold, recompute_held, unpaused};
use super::situation;
use super::table::{Entity, Model, find};
use crate::access::{By, Permission};
use crate::audit::{self, Chain, Fact};
use crate::database::Write;
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::value::id::ReminderId;
use chrono::{NaiveDate, TimeDelta};
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};

/// How far ahead a reminder may be paused, in days.
pub const LONGEST_PAUSE_DAYS: i64 = 365;

/// How far ahead a promise to pay may lie, in days.
pub const LONGEST_PROMISE_DAYS: i64 = 60;

const LONGEST_REASON: usize = 500;

/// What somebody asks of a reminder.
#[derive(Clone, Debug)]
pub struct Pause {
    /// Which reminder.
    pub reminder_id: ReminderId,
    /// The last day of the pause, in the provider's zone; it ends by itself after it.
    pub until: NaiveDate,
    /// Why, or what was promised by whom.
    pub reason: String,
}

/// Stops reminding until the end of a day. Stages that fall into the pause wait for its end.
///
/// Refuses who may not tend notices, a day that has passed or lies more than 365 days ahead, an empty reason, and a
/// reminder that has nothing to remind of.
pub async fn pause(write: &Write, by: &By, pause: &Pause) -> Result<Model, Refusal> {
    by.viewer.require(Permission::TendNotices)?;
    stop(write, by, pause, LONGEST_PAUSE_DAYS).await
}

/// The customer promised to pay by a day: a pause until its end, which says so.
///
/// Refuses as [`pause`], but who may not keep money, more than 60 days ahead, and what is no payment.
pub async fn promise_to_pay(write: &Write, by: &By, promise: &Pause) -> Result<Model, Refusal> {
    by.viewer.require(Permission::KeepMoney)?;
    stop(write, by, promise, LONGEST_PROMISE_DAYS).await
}

/// Ends a pause before its last day. Not paused, it is `AlreadyDone`.
///
/// Refuses who may not tend notices.
pub async fn resume(write: &Write, by: &By, id: ReminderId) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::TendNotices)?;
    let reminder = held(write, by, id).await?;
    if !reminder.is_paused(by.today()) {
        return Ok(Done::AlreadyDone(reminder));
    }
    let before = told(&reminder);
    let version = reminder.version.saturating_add(1);
    let mut change = unpaused(reminder.into_active_model());
    change.version = Set(version);
    let reminder = Entity::update(change).exec(write.on()).await?;
    note(write, by, &reminder, Noted { action: "reminder.resumed", before, reason: None }).await?;
    recompute_held(write, by.now, reminder).await?;
    Ok(Done::Now(read_again(write, id).await?))
}

/// Begins the stages anew from today; what lies before is not made up for.
///
/// Refuses who may not tend notices, an empty reason, and a reminder that has nothing to remind of.
pub async fn restart(write: &Write, by: &By, id: ReminderId, reason: &str) -> Result<Model, Refusal> {
    by.viewer.require(Permission::TendNotices)?;
    let reason = reason_of(Mistakes::default(), reason)?;
    let reminder = held(write, by, id).await?;
    let before = told(&reminder);
    again(write, by.now, reminder).await?;
    let reminder = read_again(write, id).await?;
    if reminder.next_at.is_none() {
        return Err(nothing_to_remind_of());
    }
    note(write, by, &reminder, Noted { action: "reminder.restarted", before, reason: Some(&reason) }).await?;
    Ok(reminder)
}

async fn stop(write: &Write, by: &By, pause: &Pause, longest_days: i64) -> Result<Model, Refusal> {
    let mut mistakes = Mistakes::default();
    let today = by.today();
    let latest = today.checked_add_signed(TimeDelta::days(longest_days)).unwrap_or(today);
    if pause.until < today {
        mistakes.note("until", "IN_THE_PAST", Words::new("Ngày này đã qua.", "That day has passed."));
    } else if pause.until > latest {
        let words = Words::new(
            format!("Chỉ được tạm dừng tối đa {longest_days} ngày."),
            format!("At most {longest_days} days ahead are possible."),
        );
        mistakes.note("until", "TOO_FAR", words);
    }
    let reason = reason_of(mistakes, &pause.reason)?;
    let reminder = held(write, by, pause.reminder_id).await?;
    let is_promise = longest_days == LONGEST_PROMISE_DAYS;
    if is_promise && reminder.kind != ReminderKind::Payment {
        let words = Words::new("Chỉ có thể hứa thanh toán.", "Only a payment can be promised.");
        return Err(Refusal::conflict("NOT_A_PAYMENT", words));
    }
    if !is_open(write, &reminder).await? {
        return Err(nothing_to_remind_of());
    }
    let before = told(&reminder);
    let version = reminder.version.saturating_add(1);
    let mut change = reminder.into_active_model();
    change.paused_until = Set(Some(pause.until));
    change.pause_reason = Set(Some(reason.clone()));
    change.pause_is_promise = Set(is_promise);
    change.paused_by = Set(by.actor.person_id());
    change.version = Set(version);
    let reminder = Entity::update(change).exec(write.on()).await?;
    let action = if is_promise { "payment.promised" } else { "reminder.paused" };
    note(write, by, &reminder, Noted { action, before, reason: Some(&reason) }).await?;
    recompute_held(write, by.now, reminder).await?;
    read_again(write, pause.reminder_id).await
}

/// The reminder with its contract and itself locked, if the viewer may see it.
async fn held(write: &Write, by: &By, id: ReminderId) -> Result<Model, Refusal> {
    find(write.on(), by.viewer, id).await?.ok_or(Refusal::NotFound("reminder"))?;
    hold(write, id).await?.ok_or(Refusal::NotFound("reminder"))
}

/// Whether there is something to remind of: also when every stage has happened and the sum is still owed.
async fn is_open(write: &Write, reminder: &Model) -> Result<bool, Refusal> {
    Ok(situation::of(write.on(), reminder).await?.is_some_and(|situation| situation.is_open))
}

async fn read_again(write: &Write, id: ReminderId) -> Result<Model, Refusal> {
    Entity::find_by_id(id).one(write.on()).await?.ok_or(Refusal::NotFound("reminder"))
}

fn reason_of(mut mistakes: Mistakes, reason: &str) -> Result<String, Refusal> {
    let reason = mistakes.lines("reason", reason, LONGEST_REASON);
    mistakes.finish()?;
    Ok(reason)
}

fn nothing_to_remind_of() -> Refusal {
    Refusal::conflict(
        "NOTHING_TO_REMIND_OF",
        Words::new("Không còn gì để nhắc.", "There is nothing to remind of any more."),
    )
}

struct Noted<'a> {
    action: &'static str,
    before: Value,
    reason: Option<&'a str>,
}

async fn note(write: &Write, by: &By, reminder: &Model, noted: Noted<'_>) -> Result<(), Refusal> {
    let fact = Fact {
        chain: reminder.contract_id.map_or(Chain::Installation, Chain::Dossier),
        action: noted.action,
        subject: ("reminder", reminder.id.0),
        before: noted.before,
        after: told(reminder),
        reason: noted.reason,
    };
    Ok(audit::record(write, &by.actor, by.now, fact).await?)
}

fn told(reminder: &Model) -> Value {
    json!({
        "kind": reminder.kind,
        "subjectId": reminder.subject_id,
        "arming": reminder.arming,
        "pausedUntil": reminder.paused_until,
        "isPromise": reminder.pause_is_promise,
    })
}
