//! Record: a person lets a whole kind rest, go on, or run at other times.

use crate::access::{By, Permission};
use crate::audit::{self, Chain, Fact};
use crate::clock::read_machine;
use crate::database::Write;
use crate::job::slot::Slots;
use crate::job::{JobKind, pause, schedule};
use crate::refusal::{Done, Mistakes, Refusal};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, IntoActiveModel, QuerySelect};
use serde_json::{Value, json};
use uuid::Uuid;

/// Characters of a reason.
const LONGEST_REASON: usize = 500;

/// Other times for a kind.
#[derive(Clone, Debug)]
pub struct ChangeSchedule {
    /// Which duty.
    pub kind: JobKind,
    /// Five fields, or six with seconds first.
    pub cron: String,
    /// As `Asia/Ho_Chi_Minh`.
    pub zone: String,
    /// The version it was read at.
    pub expected_version: Option<i64>,
}

/// Lets a kind rest, for all workers: what waits goes on waiting, what runs goes on. Resting already is `AlreadyDone`.
///
/// Refuses a missing or over-long reason.
pub async fn pause_kind(write: &Write, by: &By, kind: JobKind, reason: &str) -> Result<Done<pause::Model>, Refusal> {
    by.viewer.require(Permission::Steer)?;
    let mut mistakes = Mistakes::default();
    let reason = mistakes.lines("reason", reason, LONGEST_REASON);
    mistakes.finish()?;
    let row =
        pause::Model { kind, reason, paused_by: by.actor.person_id(), paused_at: read_machine(write.on()).await? };
    let inserted = pause::Entity::insert(row.clone().into_active_model())
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(write.on())
        .await?;
    if inserted == 0 {
        let resting = pause::Entity::find_by_id(kind).one(write.on()).await?;
        return resting.map(Done::AlreadyDone).ok_or(Refusal::NotFound("pause"));
    }
    tell(write, by, ("job.paused", Some(&row.reason)), (Value::Null, json!({ "kind": kind.word() }))).await?;
    Ok(Done::Now(row))
}

/// Lets a kind go on: what waited runs, and of the slots that passed the latest is caught up, once. Answers whether it
/// rested; going on already is `AlreadyDone`.
pub async fn resume_kind(write: &Write, by: &By, kind: JobKind) -> Result<Done<()>, Refusal> {
    by.viewer.require(Permission::Steer)?;
    if pause::Entity::delete_by_id(kind).exec(write.on()).await?.rows_affected == 0 {
        return Ok(Done::AlreadyDone(()));
    }
    tell(write, by, ("job.resumed", None), (json!({ "kind": kind.word() }), Value::Null)).await?;
    Ok(Done::Now(()))
}

/// Gives a kind other times, from now on: slots that the new times would have had before are not caught up.
///
/// Refuses a kind without a schedule, an expression that cannot be read or never comes true, an unknown zone, and
/// another version than `expected_version`.
pub async fn change_schedule(write: &Write, by: &By, wanted: ChangeSchedule) -> Result<schedule::Model, Refusal> {
    by.viewer.require(Permission::Steer)?;
    Slots::parse(&wanted.cron, &wanted.zone, by.now).map_err(Refusal::Invalid)?;
    let before = schedule::Entity::find_by_id(wanted.kind).lock_exclusive().one(write.on()).await?;
    let before = before.ok_or(Refusal::NotFound("schedule"))?;
    if wanted.expected_version.is_some_and(|expected| expected != before.version) {
        return Err(Refusal::stale(before.version));
    }
    let told = told(&before);
    let last_slot_at = before.last_slot_at.max(by.now);
    let version = before.version.saturating_add(1);
    let mut change = before.into_active_model();
    change.cron = Set(wanted.cron.trim().to_owned());
    change.zone = Set(wanted.zone);
    change.last_slot_at = Set(last_slot_at);
    change.version = Set(version);
    let after = schedule::Entity::update(change).exec(write.on()).await?;
    tell(write, by, ("schedule.changed", None), (told, self::told(&after))).await?;
    Ok(after)
}

fn told(row: &schedule::Model) -> Value {
    json!({ "kind": row.kind.word(), "cron": row.cron, "zone": row.zone, "version": row.version })
}

async fn tell(
    write: &Write,
    by: &By,
    (action, reason): (&'static str, Option<&str>),
    (before, after): (Value, Value),
) -> Result<(), DbErr> {
    let fact = Fact { chain: Chain::Installation, action, subject: ("job_kind", Uuid::nil()), before, after, reason };
    audit::record(write, &by.actor, by.now, fact).await
}
