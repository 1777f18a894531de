//! Record: a worker takes what is due, keeps it, and loses it when it is not heard of.

use super::moment;
use crate::database::Write;
use crate::job::JobKind;
use crate::job::run::{Column, Entity, Model, is_in};
use crate::job::state::State;
use crate::value::id::JobId;
use chrono::TimeDelta;
use sea_orm::{
    ColumnTrait, DbBackend, DbErr, EntityTrait, IdenStatic, Iterable, QueryFilter, QueryOrder, QuerySelect, Statement,
    Value,
};
use std::time::Duration;

/// What a worker asks for.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// Its name, unique per process.
    pub worker: &'a str,
    /// The kinds it has a duty for.
    pub kinds: &'a [JobKind],
    /// How many at most: as many as it can begin at once.
    pub limit: u32,
    /// How long it is given before it must have renewed.
    pub lease: Duration,
}

/// Takes what is due, the longest waiting first, in one statement; kinds that rest are left out. Each entry's tries
/// rise by one. Several workers at once get different entries, and none waits for another.
pub async fn claim(write: &Write, claim: Claim<'_>) -> Result<Vec<Model>, DbErr> {
    if claim.kinds.is_empty() || claim.limit == 0 {
        return Ok(Vec::new());
    }
    let lease = TimeDelta::from_std(claim.lease).unwrap_or(TimeDelta::MAX);
    let clock = Clock::of(write, lease);
    let sql = format!(
        "WITH due AS MATERIALIZED (
            SELECT id AS due_id FROM job
            WHERE state = 'QUEUED' AND run_at <= {now} AND kind IN ({kinds}) AND kind NOT IN (SELECT kind FROM job_pause)
            ORDER BY run_at, id LIMIT $2 {lock}
        )
        UPDATE job SET state = 'RUNNING', attempts = attempts + 1, leased_by = $1, started_at = {now}, lease_until = {until}
        FROM due WHERE id = due_id RETURNING {columns}",
        now = clock.now,
        until = clock.until,
        lock = clock.lock,
        kinds = list(claim.kinds.iter().map(|kind| format!("'{}'", kind.word()))),
        columns = list(Column::iter().map(|column| column.as_str().to_owned())),
    );
    let values = [claim.worker.into(), i64::from(claim.limit).into()].into_iter().chain(clock.values);
    let statement = Statement::from_sql_and_values(write.backend(), sql, values);
    let mut claimed = Entity::find().from_raw_sql(statement).all(write.on()).await?;
    claimed.sort_by_key(|job| (job.run_at, job.id));
    Ok(claimed)
}

/// Keeps these jobs for another lease. Answers those the worker still has; each tells whether it was called off
/// meanwhile. Only what the worker knows of is kept: a claim whose answer never reached it runs out.
///
/// Locked in the order in which finishing locks them: the two never block each other for good.
pub async fn renew(write: &Write, worker: &str, jobs: &[JobId], lease: Duration) -> Result<Vec<Model>, DbErr> {
    let held = Entity::find()
        .filter(Column::Id.is_in(jobs.iter().copied()))
        .filter(is_in(State::Running))
        .filter(Column::LeasedBy.eq(worker))
        .order_by_asc(Column::Id)
        .lock_exclusive()
        .all(write.on())
        .await?;
    if !held.is_empty() {
        Entity::update_many()
            .col_expr(Column::LeaseUntil, moment::after(write, lease))
            .filter(Column::Id.is_in(held.iter().map(|job| job.id)))
            .exec(write.on())
            .await?;
    }
    Ok(held)
}

/// How the two engines say now, later and skip.
struct Clock {
    now: &'static str,
    until: &'static str,
    lock: &'static str,
    values: Vec<Value>,
}

impl Clock {
    fn of(write: &Write, lease: TimeDelta) -> Self {
        if write.backend() == DbBackend::Postgres {
            let micros = lease.num_microseconds().unwrap_or(i64::MAX);
            return Self {
                now: "statement_timestamp()",
                until: "statement_timestamp() + $3 * interval '1 microsecond'",
                lock: "FOR UPDATE SKIP LOCKED",
                values: vec![micros.into()],
            };
        }
        let now = crate::clock::machine_now();
        let until = now.checked_add_signed(lease).unwrap_or(now);
        Self { now: "$3", until: "$4", lock: "", values: vec![now.into(), until.into()] }
    }
}

fn list(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(", ")
}
