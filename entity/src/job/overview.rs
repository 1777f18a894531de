//! Finder: every kind of job at a glance, for the admin who steers.

use super::run::{self, is_in};
use super::state::State;
use super::{JobKind, pause, schedule};
use crate::access::Viewer;
use crate::clock::Instant;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{Condition, Iterable, QueryOrder, QuerySelect, QueryTrait};

/// One kind of job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindAtWork {
    /// Which duty.
    pub kind: JobKind,
    /// When it runs by itself; `None` for kinds that only records ask for.
    pub schedule: Option<schedule::Model>,
    /// The next slot by the business clock; `None` without a schedule and while it rests.
    pub next_slot_at: Option<Instant>,
    /// Why and since when it rests.
    pub pause: Option<pause::Model>,
    /// The newest entry that has begun or is over.
    pub last_run: Option<run::Model>,
    /// Entries that wait, those for their next try included.
    pub waiting: i64,
    /// Since when the oldest of them could have run.
    pub waiting_since: Option<Instant>,
    /// Entries that run.
    pub running: i64,
}

/// Every kind, in the order of their definition; four statements. Admins only: others find nothing.
pub async fn kinds(connection: &impl ConnectionTrait, viewer: &Viewer, now: Instant) -> Result<Vec<KindAtWork>, DbErr> {
    if !viewer.is_admin() {
        return Ok(Vec::new());
    }
    let mut schedules = schedule::Entity::find().all(connection).await?;
    let mut pauses = pause::Entity::find().all(connection).await?;
    let mut last_runs = last_runs(connection).await?;
    let load = load(connection).await?;
    let at_work = JobKind::iter().map(|kind| {
        let schedule = take(&mut schedules, |row| row.kind == kind);
        let pause = take(&mut pauses, |row| row.kind == kind);
        let slots = schedule.as_ref().filter(|_| pause.is_none()).and_then(|row| row.slots(now));
        let waiting = load.iter().find(|row| row.kind == kind && row.state == State::Queued);
        let running = load.iter().find(|row| row.kind == kind && row.state == State::Running);
        KindAtWork {
            kind,
            next_slot_at: slots.and_then(|slots| slots.next_after(now)),
            schedule,
            pause,
            last_run: take(&mut last_runs, |row| row.kind == kind),
            waiting: waiting.map_or(0, |row| row.number),
            waiting_since: waiting.map(|row| row.since),
            running: running.map_or(0, |row| row.number),
        }
    });
    Ok(at_work.collect())
}

#[derive(sea_orm::FromQueryResult)]
struct Load {
    kind: JobKind,
    state: State,
    number: i64,
    since: Instant,
}

async fn load(connection: &impl ConnectionTrait) -> Result<Vec<Load>, DbErr> {
    run::Entity::find()
        .select_only()
        .columns([run::Column::Kind, run::Column::State])
        .expr_as(run::Column::Id.count(), "number")
        .expr_as(run::Column::RunAt.min(), "since")
        .filter(Condition::any().add(is_in(State::Queued)).add(is_in(State::Running)))
        .filter(run::Column::Kind.is_in(JobKind::iter()))
        .group_by(run::Column::Kind)
        .group_by(run::Column::State)
        .into_model()
        .all(connection)
        .await
}

async fn last_runs(connection: &impl ConnectionTrait) -> Result<Vec<run::Model>, DbErr> {
    let newest = |kind: JobKind| {
        run::Entity::find()
            .select_only()
            .column(run::Column::Id)
            .filter(run::Column::Kind.eq(kind))
            .filter(Expr::cust("state <> 'QUEUED'"))
            .order_by_desc(run::Column::CreatedAt)
            .order_by_desc(run::Column::Id)
            .limit(1)
            .into_query()
    };
    let of_any = JobKind::iter().fold(Condition::any(), |any, kind| any.add(run::Column::Id.in_subquery(newest(kind))));
    run::Entity::find().filter(of_any).all(connection).await
}

fn take<T>(from: &mut Vec<T>, is_it: impl Fn(&T) -> bool) -> Option<T> {
    let place = from.iter().position(is_it)?;
    Some(from.swap_remove(place))
}
