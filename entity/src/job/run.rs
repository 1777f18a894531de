//! Table: one thing the worker is asked to do, and what became of it.

use super::state::State;
use super::{JobKind, pause};
use crate::access::Viewer;
use crate::clock::Instant;
use crate::database::window::{Rows, Window};
use crate::value::id::{JobId, PersonId};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveEnum, Condition, Iterable, QuerySelect};
use serde::{Deserialize, Serialize};

/// One entry of the queue. All instants are the machine clock's but `as_of`, which is the business clock's.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    /// Sorts by the time of enqueueing.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: JobId,
    /// Which duty.
    pub kind: JobKind,
    /// What the duty needs to know; an empty object for most.
    pub payload: Json,
    /// Coalesces: at most one entry with this key waits at a time.
    pub key: Option<String>,
    /// `kind@slot` of a scheduled entry: unique for life, so a slot runs once however many workers tick.
    pub slot_key: Option<String>,
    /// Where it stands.
    pub state: State,
    /// Not before this moment.
    pub run_at: Instant,
    /// Tries begun.
    pub attempts: i32,
    /// After so many it is given up.
    pub max_attempts: i32,
    /// The worker that has it; only while running.
    pub leased_by: Option<String>,
    /// When that worker is taken for lost unless it renews.
    pub lease_until: Option<Instant>,
    /// Whether somebody asked for it to stop.
    pub cancel_requested: bool,
    /// Who asked for it by hand; `None` for schedules and records.
    pub requested_by: Option<PersonId>,
    /// The business moment it is to act for; `None` for the moment it runs.
    pub as_of: Option<Instant>,
    /// Whether it only counts what it would do.
    pub dry_run: bool,
    /// Items done.
    pub done_count: i64,
    /// Items that needed nothing.
    pub skipped_count: i64,
    /// Items that failed and are left for another run or a person.
    pub failed_count: i64,
    /// Why the last try failed, or why it was called off.
    pub error: Option<String>,
    /// When it was enqueued.
    pub created_at: Instant,
    /// When the last try began.
    pub started_at: Option<Instant>,
    /// When it was over.
    pub finished_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

/// What one run did, item by item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Counts {
    /// Items done.
    pub done: i64,
    /// Items that needed nothing.
    pub skipped: i64,
    /// Items that failed.
    pub failed: i64,
}

impl Counts {
    /// `done` items, nothing skipped, nothing failed.
    pub const fn done(done: i64) -> Self {
        Self { done, skipped: 0, failed: 0 }
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            done: self.done.saturating_add(other.done),
            skipped: self.skipped.saturating_add(other.skipped),
            failed: self.failed.saturating_add(other.failed),
        }
    }
}

/// Which entries are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only this duty.
    pub kind: Option<JobKind>,
    /// Only those that stand in one of these; wherever they stand when none is named.
    pub states: Vec<State>,
}

/// An entry. Admins only: others find nothing.
pub async fn find(connection: &impl ConnectionTrait, viewer: &Viewer, id: JobId) -> Result<Option<Model>, DbErr> {
    if !viewer.is_admin() {
        return Ok(None);
    }
    Entity::find_by_id(id).filter(is_known()).one(connection).await
}

/// A page of entries, the newest first. Admins only: others find nothing.
pub async fn page(
    connection: &impl ConnectionTrait,
    viewer: &Viewer,
    filter: &Filter,
    window: Window<(Instant, JobId)>,
) -> Result<Rows<Model>, DbErr> {
    if !viewer.is_admin() {
        return Ok(Rows { rows: Vec::new(), has_more: false });
    }
    let mut list = Entity::find().filter(condition(filter)).cursor_by((Column::CreatedAt, Column::Id));
    list.desc();
    window.over(list, connection).await
}

/// How many entries there are. Admins only: others count none.
pub async fn count(connection: &impl ConnectionTrait, viewer: &Viewer, filter: &Filter) -> Result<u64, DbErr> {
    if !viewer.is_admin() {
        return Ok(0);
    }
    Entity::find().filter(condition(filter)).count(connection).await
}

/// Whether something is due for a worker with these duties; spares SQLite a write that would find nothing.
pub async fn is_any_due(connection: &impl ConnectionTrait, kinds: &[JobKind], now: Instant) -> Result<bool, DbErr> {
    let due = Entity::find().filter(is_in(State::Queued)).filter(Column::RunAt.lte(now));
    let awake = Column::Kind.not_in_subquery(pause::kinds());
    let first = due.filter(Column::Kind.is_in(kinds.iter().copied())).filter(awake).select_only().column(Column::Id);
    Ok(first.into_tuple::<JobId>().one(connection).await?.is_some())
}

/// Whether a worker was not heard of until the lease of something it had ran out.
pub async fn is_any_lost(connection: &impl ConnectionTrait, now: Instant) -> Result<bool, DbErr> {
    let lost = Entity::find().filter(is_in(State::Running)).filter(Column::LeaseUntil.lt(now));
    Ok(lost.select_only().column(Column::Id).into_tuple::<JobId>().one(connection).await?.is_some())
}

/// What a worker has that was called off meanwhile.
pub async fn called_off(connection: &impl ConnectionTrait, worker: &str) -> Result<Vec<JobId>, DbErr> {
    let held = Entity::find().filter(is_in(State::Running)).filter(Column::LeasedBy.eq(worker));
    held.filter(Column::CancelRequested.eq(true)).select_only().column(Column::Id).into_tuple().all(connection).await
}

fn condition(filter: &Filter) -> Condition {
    let in_any = || filter.states.iter().fold(Condition::any(), |any, state| any.add(is_in(*state)));
    Condition::all()
        .add(is_known())
        .add_option(filter.kind.map(|kind| Column::Kind.eq(kind)))
        .add_option((!filter.states.is_empty()).then(in_any))
}

/// Of a kind that this release knows: a newer one may have enqueued others, which must not spoil a list.
fn is_known() -> Expr {
    Column::Kind.is_in(JobKind::iter())
}

/// In this state. Spelled out instead of bound: only so do the partial indexes serve it, on both engines.
pub(super) fn is_in(state: State) -> Expr {
    Expr::cust(format!("state = '{}'", state.to_value()))
}

impl Model {
    /// What the run did.
    pub const fn counts(&self) -> Counts {
        Counts { done: self.done_count, skipped: self.skipped_count, failed: self.failed_count }
    }
}
