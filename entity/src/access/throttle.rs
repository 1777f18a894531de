//! Table and its record: counted failures, by the machine clock.

use super::throttling::{Allowance, Failures, forgotten_before, one_more};
use crate::clock::Instant;
use crate::database::Write;
use chrono::TimeDelta;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, QuerySelect};

/// Failures under one key in a running window.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "throttle")]
pub struct Model {
    /// A keyed hash of an account or a network address.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// How many so far.
    pub failures: i32,
    /// When the window began.
    pub window_started_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// Takes one attempt under `key`: counted as failed until [`give_back`] or [`clear`], so that attempts made at the same
/// moment are all counted. Answers how long to wait instead when none is left; then nothing is counted.
pub async fn take(write: &Write, key: &str, allowance: Allowance, now: Instant) -> Result<Option<TimeDelta>, DbErr> {
    // The row is there before it is locked: two first attempts at once queue as well.
    let first = ActiveModel { key: Set(key.to_owned()), failures: Set(0), window_started_at: Set(now) };
    let keep = OnConflict::column(Column::Key).do_nothing().to_owned();
    Entity::insert(first).on_conflict(keep).exec_without_returning(write.on()).await?;
    let row = Entity::find_by_id(key.to_owned()).lock_exclusive().one(write.on()).await?;
    let wait = allowance.wait(row.as_ref().map(Model::failures), now);
    if wait.is_none() {
        count(write, key, now).await?;
    }
    Ok(wait)
}

/// The attempt was none: takes its count back.
pub async fn give_back(write: &Write, key: &str) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::Failures, Expr::col(Column::Failures).sub(1))
        .filter(Column::Key.eq(key))
        .filter(Column::Failures.gt(0))
        .exec(write.on())
        .await?;
    Ok(())
}

/// Counts one more failure under `key`.
pub async fn count(write: &Write, key: &str, now: Instant) -> Result<(), DbErr> {
    let row = Entity::find_by_id(key.to_owned()).lock_exclusive().one(write.on()).await?;
    let failures = one_more(row.as_ref().map(Model::failures), now);
    let changed =
        ActiveModel { key: Set(key.to_owned()), failures: Set(failures.count), window_started_at: Set(failures.since) };
    let replace =
        OnConflict::column(Column::Key).update_columns([Column::Failures, Column::WindowStartedAt]).to_owned();
    Entity::insert(changed).on_conflict(replace).exec_without_returning(write.on()).await?;
    Ok(())
}

/// Forgets the failures under `key`: its owner has come in.
pub async fn clear(write: &Write, key: &str) -> Result<(), DbErr> {
    Entity::delete_by_id(key.to_owned()).exec(write.on()).await?;
    Ok(())
}

/// Deletes windows that are over.
pub async fn prune(write: &Write, now: Instant) -> Result<u64, DbErr> {
    let over = Column::WindowStartedAt.lt(forgotten_before(now));
    Ok(Entity::delete_many().filter(over).exec(write.on()).await?.rows_affected)
}

impl Model {
    fn failures(&self) -> Failures {
        Failures { count: self.failures, since: self.window_started_at }
    }
}
