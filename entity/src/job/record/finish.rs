//! Record: what became of claimed entries.

use super::ending::{End, Ending};
use crate::clock::{Instant, read_machine};
use crate::database::Write;
use crate::job::attempt;
use crate::job::run::{Column, Counts, Entity, Model, is_in};
use crate::job::state::State;
use crate::value::id::{JobAttemptId, JobId};
use sea_orm::sea_query::{Expr, LockBehavior, LockType};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;

/// How many lost entries are looked after in one transaction.
const LOST_AT_ONCE: u64 = 100;

/// What a worker tells of one entry it had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finish {
    /// Which entry.
    pub job: JobId,
    /// The try it was claimed as. With the worker's name it is the fence: whoever lost the entry changes nothing.
    pub attempt: i32,
    /// How the try ended.
    pub end: End,
}

/// Records how tries ended, many at once; entries the worker no longer has are left as they are. Answers those that
/// are given up with this: the caller draws the consequences in the same transaction.
pub async fn finish(write: &Write, worker: &str, told: &[Finish]) -> Result<Vec<Model>, DbErr> {
    let by_id: BTreeMap<JobId, &Finish> = told.iter().map(|one| (one.job, one)).collect();
    let held = Entity::find()
        .filter(Column::Id.is_in(by_id.keys().copied()))
        .filter(is_in(State::Running))
        .filter(Column::LeasedBy.eq(worker))
        .order_by_asc(Column::Id)
        .lock_exclusive()
        .all(write.on())
        .await?;
    let ends = held.into_iter().filter_map(|job| {
        let one = by_id.get(&job.id).filter(|one| one.attempt == job.attempts)?;
        Some((job, one.end.clone()))
    });
    settle(write, ends.collect()).await
}

/// Looks after entries whose worker was not heard of until the lease ran out: they wait again, or are given up when
/// their tries are used up. Answers the latter, as [`finish`] does.
pub async fn recover(write: &Write) -> Result<Vec<Model>, DbErr> {
    let now = read_machine(write.on()).await?;
    let lost = Entity::find()
        .filter(is_in(State::Running))
        .filter(Column::LeaseUntil.lt(now))
        .order_by_asc(Column::Id)
        .limit(LOST_AT_ONCE)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(write.on())
        .await?;
    settle(write, lost.into_iter().map(|job| (job, End::Lost)).collect()).await
}

async fn settle(write: &Write, ends: Vec<(Model, End)>) -> Result<Vec<Model>, DbErr> {
    if ends.is_empty() {
        return Ok(Vec::new());
    }
    let now = read_machine(write.on()).await?;
    let mut history = Vec::with_capacity(ends.len());
    let mut done: BTreeMap<Counts, Vec<JobId>> = BTreeMap::new();
    let mut given_up = Vec::new();
    for (job, end) in ends {
        let ending = Ending::of(&job, end, now);
        history.push(line(&job, &ending, now));
        if ending.state == State::Done {
            done.entry(ending.counts).or_default().push(job.id);
        } else {
            let is_given_up = ending.state == State::Failed;
            let after = apply(write, job, ending, now).await?;
            given_up.extend(is_given_up.then_some(after));
        }
    }
    for (counts, ids) in done {
        close(write, counts, ids, now).await?;
    }
    attempt::Entity::insert_many(history).exec_without_returning(write.on()).await?;
    Ok(given_up)
}

/// Done entries with the same counts: one statement, however many they are.
async fn close(write: &Write, counts: Counts, ids: Vec<JobId>, now: Instant) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::State, Expr::val(State::Done))
        .col_expr(Column::LeasedBy, Expr::val(None::<String>))
        .col_expr(Column::LeaseUntil, Expr::val(None::<Instant>))
        .col_expr(Column::DoneCount, Expr::val(counts.done))
        .col_expr(Column::SkippedCount, Expr::val(counts.skipped))
        .col_expr(Column::FailedCount, Expr::val(counts.failed))
        .col_expr(Column::Error, Expr::val(None::<String>))
        .col_expr(Column::FinishedAt, Expr::val(now))
        .filter(Column::Id.is_in(ids))
        .exec(write.on())
        .await?;
    Ok(())
}

async fn apply(write: &Write, job: Model, ending: Ending, now: Instant) -> Result<Model, DbErr> {
    let mut change = crate::job::run::ActiveModel::from(job);
    let heir = if ending.state == State::Queued { heir_of(write, &change).await? } else { None };
    let (state, error) = match heir {
        None => (ending.state, ending.error),
        // Only one entry may wait under a key: the one that waits already does this one's work as well.
        Some(heir) => (State::Cancelled, Some(format!("taken over by job {heir}, which waits under the same key"))),
    };
    change.state = Set(state);
    change.attempts = Set(ending.attempts);
    change.run_at = Set(ending.run_at);
    change.leased_by = Set(None);
    change.lease_until = Set(None);
    change.done_count = Set(ending.counts.done);
    change.skipped_count = Set(ending.counts.skipped);
    change.failed_count = Set(ending.counts.failed);
    change.error = Set(error);
    change.finished_at = Set(state.is_over().then_some(now));
    Entity::update(change).exec(write.on()).await
}

async fn heir_of(write: &Write, job: &crate::job::run::ActiveModel) -> Result<Option<JobId>, DbErr> {
    let Some(key) = job.key.as_ref() else {
        return Ok(None);
    };
    let waiting = Entity::find().filter(Column::Key.eq(key.as_str())).filter(is_in(State::Queued));
    Ok(waiting.one(write.on()).await?.map(|heir| heir.id))
}

fn line(job: &Model, ending: &Ending, now: Instant) -> attempt::ActiveModel {
    attempt::ActiveModel {
        id: Set(JobAttemptId::new()),
        job_id: Set(job.id),
        number: Set(job.attempts),
        worker: Set(job.leased_by.clone().unwrap_or_default()),
        outcome: Set(ending.outcome),
        error: Set(ending.error.clone()),
        started_at: Set(job.started_at.unwrap_or(now)),
        finished_at: Set(now),
    }
}
