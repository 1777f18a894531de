//! Record: what is over long enough goes.

use crate::clock::Instant;
use crate::database::Write;
use crate::job::run::{Column, Entity};
use crate::value::id::JobId;
use chrono::TimeDelta;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// How long finished entries are kept.
pub const KEPT: TimeDelta = TimeDelta::days(30);

/// Deletes finished entries with their history, the oldest first, `most` at most; `machine_now` is the machine
/// clock's. Answers how many went: fewer than `most` means that nothing is left to prune.
pub async fn prune(write: &Write, machine_now: Instant, most: u64) -> Result<u64, DbErr> {
    let over: Vec<JobId> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::FinishedAt.lt(over_before(machine_now)))
        .order_by_asc(Column::FinishedAt)
        .limit(most)
        .into_tuple()
        .all(write.on())
        .await?;
    Ok(Entity::delete_many().filter(Column::Id.is_in(over)).exec(write.on()).await?.rows_affected)
}

/// What was finished before this may go.
pub fn over_before(machine_now: Instant) -> Instant {
    machine_now.checked_sub_signed(KEPT).unwrap_or(machine_now)
}
