//! Record: asks the worker for something, in the transaction of the fact that makes it necessary.

use super::moment;
use crate::clock::Instant;
use crate::database::Write;
use crate::job::JobKind;
use crate::job::run::{Column, Entity, is_in};
use crate::job::state::State;
use crate::value::id::{JobId, PersonId};
use sea_orm::sea_query::{Expr, LockType, OnConflict, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QuerySelect};
use serde_json::Value;

/// The channel on which PostgreSQL tells waiting workers that there is something to do.
pub const CHANNEL: &str = "khu_job";

/// How often a key is offered again when the entry that held it was claimed at the same moment.
const OFFERS: usize = 5;

/// Something the worker is to do.
#[derive(Clone, Debug)]
pub struct Enqueue {
    /// Which duty.
    pub kind: JobKind,
    /// What the duty needs to know; `json!({})` for nothing.
    pub payload: Value,
    /// Coalesces: while an entry with this key waits, asking again changes nothing. Once it runs, asking makes a new
    /// entry, so a fact that arrives during a run still gets one.
    pub key: Option<String>,
    /// Not before this machine moment; `None` for at once.
    pub run_at: Option<Instant>,
}

/// What only a schedule or a person gives along.
#[derive(Clone, Debug, Default)]
pub(super) struct Origin {
    pub slot_key: Option<String>,
    pub requested_by: Option<PersonId>,
    pub as_of: Option<Instant>,
    pub dry_run: bool,
}

/// Puts an entry into the queue; it is seen by workers when the caller's transaction commits, and wakes them then.
///
/// A waiting entry with the same key is held until this transaction ends: no worker takes it before the fact that
/// asked again can be read.
pub async fn enqueue(write: &Write, wanted: Enqueue) -> Result<(), DbErr> {
    place(write, wanted, Origin::default()).await?;
    Ok(())
}

/// As [`enqueue`]; answers the new entry's id, or `None` when the key or the slot was taken already.
pub(super) async fn place(write: &Write, wanted: Enqueue, origin: Origin) -> Result<Option<JobId>, DbErr> {
    for _ in 0..OFFERS {
        if let Some(id) = insert(write, &wanted, &origin).await? {
            return Ok(Some(id));
        }
        let Some(key) = wanted.key.as_deref() else {
            return Ok(None);
        };
        if is_waiting(write, key).await? || origin.slot_key.is_some() {
            return Ok(None);
        }
    }
    Err(DbErr::Custom(format!("the key of a {} job was taken and left {OFFERS} times", wanted.kind.word())))
}

async fn insert(write: &Write, wanted: &Enqueue, origin: &Origin) -> Result<Option<JobId>, DbErr> {
    let id = JobId::new();
    let now = moment::now(write);
    let cells: [(Column, Expr); 17] = [
        (Column::Id, Expr::val(id)),
        (Column::Kind, Expr::val(wanted.kind.word())),
        (Column::Payload, Expr::val(wanted.payload.clone())),
        (Column::Key, Expr::val(wanted.key.clone())),
        (Column::SlotKey, Expr::val(origin.slot_key.clone())),
        (Column::State, Expr::val(State::Queued)),
        (Column::RunAt, wanted.run_at.map_or_else(|| now.clone(), Expr::val)),
        (Column::Attempts, Expr::val(0_i32)),
        (Column::MaxAttempts, Expr::val(wanted.kind.max_attempts())),
        (Column::CancelRequested, Expr::val(false)),
        (Column::RequestedBy, Expr::val(origin.requested_by)),
        (Column::AsOf, Expr::val(origin.as_of)),
        (Column::DryRun, Expr::val(origin.dry_run)),
        (Column::DoneCount, Expr::val(0_i64)),
        (Column::SkippedCount, Expr::val(0_i64)),
        (Column::FailedCount, Expr::val(0_i64)),
        (Column::CreatedAt, now),
    ];
    let (columns, values): (Vec<_>, Vec<_>) = cells.into_iter().unzip();
    let mut statement = Query::insert();
    statement.into_table(Entity).columns(columns).values_panic(values);
    statement.on_conflict(OnConflict::new().do_nothing().to_owned());
    if write.backend() == DbBackend::Postgres {
        // Told at commit, once per transaction however many entries it makes.
        statement.returning(Query::returning().expr(Expr::cust(format!("pg_notify('{CHANNEL}', '')::text"))));
    }
    let placed = if write.backend() == DbBackend::Postgres {
        write.on().query_one(&statement).await?.is_some()
    } else {
        write.on().execute(&statement).await?.rows_affected() > 0
    };
    Ok(placed.then_some(id))
}

/// Whether an entry with that key waits; if so, it is kept from being claimed until this transaction ends.
async fn is_waiting(write: &Write, key: &str) -> Result<bool, DbErr> {
    let waiting = Entity::find()
        .filter(Column::Key.eq(key))
        .filter(is_in(State::Queued))
        .lock(LockType::KeyShare)
        .one(write.on())
        .await?;
    Ok(waiting.is_some())
}
