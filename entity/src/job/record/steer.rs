//! Record: a person steers single entries of the queue.

use super::enqueue::{Enqueue, Origin, place};
use super::moment;
use crate::access::{By, Permission};
use crate::audit::{self, Chain, Fact};
use crate::clock::{Instant, read_machine};
use crate::database::Write;
use crate::job::JobKind;
use crate::job::run::{ActiveModel, Column, Entity, Model, is_in};
use crate::job::state::{Event, State};
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::value::id::JobId;
use crate::value::transition::Transition;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use serde_json::{Value, json};

/// A run asked for by hand.
#[derive(Clone, Copy, Debug)]
pub struct RunNow {
    /// Which duty.
    pub kind: JobKind,
    /// The business moment to act for; `None` for the moment it runs.
    pub as_of: Option<Instant>,
    /// Whether only to count what would be done.
    pub dry_run: bool,
}

/// Runs a duty now. Where the same already waits, that entry is the answer (`AlreadyDone`), and it waits no longer.
///
/// Refuses kinds that only records can ask for, an as-of or a dry run where the kind knows none, and a real run as of
/// the future.
pub async fn run_now(write: &Write, by: &By, wanted: RunNow) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::Steer)?;
    check(wanted, by.now)?;
    if let Some(waiting) = same(wanted).lock_exclusive().one(write.on()).await? {
        return Ok(Done::AlreadyDone(hurry(write, waiting).await?));
    }
    let origin =
        Origin { slot_key: None, requested_by: by.actor.person_id(), as_of: wanted.as_of, dry_run: wanted.dry_run };
    let enqueue = Enqueue { kind: wanted.kind, payload: json!({}), key: Some(key_of(wanted)), run_at: None };
    let Some(id) = place(write, enqueue, origin).await? else {
        // Somebody asked for the same a moment earlier. Read without a lock: several who lost would block each other.
        let earlier = same(wanted).one(write.on()).await?.ok_or(Refusal::NotFound("job"))?;
        return Ok(Done::AlreadyDone(earlier));
    };
    let job = Entity::find_by_id(id).one(write.on()).await?.ok_or(Refusal::NotFound("job"))?;
    let told = json!({ "kind": wanted.kind.word(), "asOf": wanted.as_of, "dryRun": wanted.dry_run });
    tell(write, by, ("job.asked_for", id), (Value::Null, told)).await?;
    Ok(Done::Now(job))
}

/// Calls an entry off: at once while it waits; while it runs, its duty is told and stops at its next item.
///
/// Refuses what is over otherwise than by being called off.
pub async fn cancel(write: &Write, by: &By, id: JobId) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::Steer)?;
    let job = lock(write, id).await?;
    let next = match job.state.after(Event::Cancel) {
        Err(refused) => return Err(not_in(refused.state)),
        Ok(Transition::AlreadyDone) => return Ok(Done::AlreadyDone(job)),
        Ok(Transition::To(_)) if job.cancel_requested => return Ok(Done::AlreadyDone(job)),
        Ok(Transition::To(next)) => next,
    };
    let (before, is_running) = (job.state, job.state == State::Running);
    let mut change = ActiveModel::from(job);
    change.cancel_requested = Set(true);
    if !is_running {
        change.state = Set(next);
        change.finished_at = Set(Some(read_machine(write.on()).await?));
    }
    let job = Entity::update(change).exec(write.on()).await?;
    tell(write, by, ("job.called_off", id), (json!({ "state": before }), json!({ "state": job.state }))).await?;
    Ok(Done::Now(job))
}

/// Tries an entry again that was given up or called off, with all its tries before it. Where another waits under the
/// same key, that one is the answer (`AlreadyDone`).
///
/// Refuses what runs and what is done.
pub async fn retry(write: &Write, by: &By, id: JobId) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::Steer)?;
    let job = lock(write, id).await?;
    match job.state.after(Event::Retry) {
        Err(refused) => return Err(not_in(refused.state)),
        Ok(Transition::AlreadyDone) => return Ok(Done::AlreadyDone(hurry(write, job).await?)),
        Ok(Transition::To(_)) => {}
    }
    if let Some(key) = job.key.as_deref() {
        let waiting = Entity::find().filter(Column::Key.eq(key)).filter(is_in(State::Queued)).one(write.on()).await?;
        if let Some(waiting) = waiting {
            return Ok(Done::AlreadyDone(hurry(write, waiting).await?));
        }
    }
    let before = json!({ "state": job.state, "attempts": job.attempts, "error": job.error });
    let mut change = ActiveModel::from(job);
    change.state = Set(State::Queued);
    change.attempts = Set(0);
    change.cancel_requested = Set(false);
    change.error = Set(None);
    change.finished_at = Set(None);
    change.run_at = Set(read_machine(write.on()).await?);
    let job = Entity::update(change).exec(write.on()).await?;
    tell(write, by, ("job.retried", id), (before, json!({ "state": job.state }))).await?;
    Ok(Done::Now(job))
}

fn check(wanted: RunNow, now: Instant) -> Result<(), Refusal> {
    let mut mistakes = Mistakes::default();
    if !wanted.kind.may_be_run_by_hand() {
        let words = Words::new(
            "Công việc này chỉ do hệ thống tự khởi động.",
            "This job is only started by the system: it needs to know for what.",
        );
        mistakes.note("job", "NOT_BY_HAND", words);
    }
    if wanted.as_of.is_some() && !wanted.kind.takes_as_of() {
        let words = Words::new(
            "Công việc này luôn chạy theo thời điểm hiện tại.",
            "This job always acts for the present moment.",
        );
        mistakes.note("asOf", "TAKES_NO_AS_OF", words);
    }
    if wanted.dry_run && !wanted.kind.takes_dry_run() {
        let words = Words::new("Công việc này không chạy thử được.", "This job knows no dry run.");
        mistakes.note("dryRun", "TAKES_NO_DRY_RUN", words);
    }
    if !wanted.dry_run && wanted.as_of.is_some_and(|as_of| as_of > now) {
        let words = Words::new(
            "Chỉ chạy thử mới được tính cho thời điểm trong tương lai.",
            "Only a dry run may be as of the future.",
        );
        mistakes.note("asOf", "AS_OF_IN_FUTURE", words);
    }
    mistakes.finish()
}

fn key_of(wanted: RunNow) -> String {
    let moment = wanted.as_of.map_or_else(|| "now".to_owned(), |as_of| as_of.to_rfc3339());
    format!("{}/{}/{moment}", wanted.kind.word(), if wanted.dry_run { "dry" } else { "real" })
}

/// The entry that does the same as what is wanted, and has not begun.
fn same(wanted: RunNow) -> Select<Entity> {
    let as_of = wanted.as_of.map_or_else(|| Column::AsOf.is_null(), |as_of| Column::AsOf.eq(as_of));
    Entity::find()
        .filter(is_in(State::Queued))
        .filter(Column::Kind.eq(wanted.kind))
        .filter(Column::DryRun.eq(wanted.dry_run))
        .filter(as_of)
        .order_by_asc(Column::RunAt)
}

/// Whoever asks for what waits for its next try does not want it to wait longer.
async fn hurry(write: &Write, waiting: Model) -> Result<Model, DbErr> {
    let id = waiting.id;
    let now = moment::now(write);
    let changed = Entity::update_many()
        .col_expr(Column::RunAt, now.clone())
        .filter(Column::Id.eq(id))
        .filter(is_in(State::Queued))
        .filter(Expr::col(Column::RunAt).gt(now))
        .exec_with_returning(write.on())
        .await?;
    Ok(changed.into_iter().next().unwrap_or(waiting))
}

async fn lock(write: &Write, id: JobId) -> Result<Model, Refusal> {
    let job = Entity::find_by_id(id).lock_exclusive().one(write.on()).await?;
    job.ok_or(Refusal::NotFound("job"))
}

fn not_in(state: State) -> Refusal {
    let words = match state {
        State::Queued => Words::new("Công việc đang chờ chạy.", "The job is waiting to run."),
        State::Running => Words::new("Công việc đang chạy.", "The job is running."),
        State::Done => Words::new("Công việc đã hoàn thành.", "The job is done."),
        State::Failed => Words::new("Công việc đã thất bại.", "The job has failed for good."),
        State::Cancelled => Words::new("Công việc đã bị huỷ.", "The job was called off."),
    };
    Refusal::conflict("JOB_STATE", words)
}

async fn tell(
    write: &Write,
    by: &By,
    (action, id): (&'static str, JobId),
    (before, after): (Value, Value),
) -> Result<(), DbErr> {
    let fact = Fact { chain: Chain::Installation, action, subject: ("job", id.0), before, after, reason: None };
    audit::record(write, &by.actor, by.now, fact).await
}
