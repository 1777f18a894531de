//! Table: when a kind of job runs by itself.

use super::JobKind;
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
