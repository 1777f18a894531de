//! Table: kinds of job that rest, for all workers.

use super::JobKind;
use crate::clock::Instant;
use crate::value::id::PersonId;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{QuerySelect, QueryTrait};

/// A kind that rests: its entries wait, its slots are caught up once when it goes on.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job_pause")]
pub struct Model {
    /// Which duty.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: JobKind,
    /// Why, in the words of who paused it.
    pub reason: String,
    /// Who paused it.
    pub paused_by: Option<PersonId>,
    /// Since when, by the machine clock.
    pub paused_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// The kinds that rest, for a condition.
pub(super) fn kinds() -> SelectStatement {
    Entity::find().select_only().column(Column::Kind).into_query()
}
