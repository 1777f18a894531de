//! Table: when a kind of job runs by itself.

use super::slot::Slots;
use super::{JobKind, pause};
use crate::clock::Instant;
use sea_orm::entity::prelude::*;

/// The schedule of one kind.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "schedule")]
pub struct Model {
    /// Which duty; its row is the lock under which its slots are taken.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: JobKind,
    /// A cron expression of five fields, or six with seconds first.
    pub cron: String,
    /// The zone the expression is meant in, as `Asia/Ho_Chi_Minh`.
    pub zone: String,
    /// The last slot taken, by the business clock.
    pub last_slot_at: Instant,
    /// Rises with every change by a person.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

/// The kinds whose next slot has come, by what is read without a lock; taking it is [`super::record::tick`]'s.
pub async fn due(connection: &impl ConnectionTrait, now: Instant) -> Result<Vec<JobKind>, DbErr> {
    let awake = Entity::find().filter(Column::Kind.not_in_subquery(pause::kinds())).all(connection).await?;
    let is_due = |row: &Model| row.slots(now).is_none_or(|slots| slots.due(row.last_slot_at, now).is_some());
    Ok(awake.iter().filter(|row| is_due(row)).map(|row| row.kind).collect())
}

impl Model {
    /// Its moments; `None` when what stands in the table cannot be read.
    pub fn slots(&self, now: Instant) -> Option<Slots> {
        Slots::parse(&self.cron, &self.zone, now).ok()
    }
}
