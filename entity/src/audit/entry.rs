//! Table: one line of the audit trail. Rows are only ever added; the database refuses the rest.

use super::reason::opened;
use crate::access::Viewer;
use crate::clock::Instant;
use crate::database::window::{Rows, Window};
use crate::value::id::{AuditEntryId, ChainId};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, PaginatorTrait, QueryOrder, QuerySelect};
use uuid::Uuid;

/// Who acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ActorKind {
    /// Somebody signed in.
    Person,
    /// A duty of the worker, or a command of the installation.
    System,
    /// Somebody who is not signed in.
    Visitor,
}

/// What was done, by whom, when, why; linked to the entry before it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entry")]
pub struct Model {
    /// Sorts by the time of writing.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AuditEntryId,
    /// The chain it belongs to.
    pub chain_id: ChainId,
    /// Its place in the chain, from 1.
    pub number: i64,
    /// When, by the business clock.
    pub at: Instant,
    /// Who acted.
    pub actor_kind: ActorKind,
    /// The person, when it was one.
    pub actor_id: Option<Uuid>,
    /// A past participle such as `payment.received`.
    pub action: String,
    /// What it was done to, such as `payment`.
    pub subject_kind: String,
    /// Which one.
    pub subject_id: Option<Uuid>,
    /// What it was, as far as it changed.
    pub before: Option<Json>,
    /// What it became, as far as it changed.
    pub after: Option<Json>,
    /// Why: sealed in the trail; in the words of the person who did it where [`page`] and [`find`] answer it, until
    /// these are erased.
    pub reason: Option<String>,
    /// The request that caused it; stands in the logs as well.
    pub request_id: Option<String>,
    /// The hash of the entry before it; empty for the first.
    pub previous_hash: String,
    /// The hash of this entry with `previous_hash` in it.
    pub hash: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// Which entries are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only one chain.
    pub chain_id: Option<ChainId>,
    /// Only what was done to this subject.
    pub subject_id: Option<Uuid>,
}

/// An entry. Admins only: others find nothing.
pub async fn find(connection: &impl ConnectionTrait, viewer: Viewer, id: AuditEntryId) -> Result<Option<Model>, DbErr> {
    if !viewer.is_admin() {
        return Ok(None);
    }
    let found = Entity::find_by_id(id).one(connection).await?;
    Ok(opened(connection, found.into_iter().collect()).await?.pop())
}

/// A page of the trail, newest first. Admins only: others find nothing.
pub async fn page(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    filter: &Filter,
    window: Window<AuditEntryId>,
) -> Result<Rows<Model>, DbErr> {
    if !viewer.is_admin() {
        return Ok(Rows { rows: Vec::new(), has_more: false });
    }
    let mut list = Entity::find().filter(filter.condition()).cursor_by(Column::Id);
    list.desc();
    let Rows { rows, has_more } = window.over(list, connection).await?;
    Ok(Rows { rows: opened(connection, rows).await?, has_more })
}

/// How many entries the filter leaves. Admins only: others count none.
pub async fn count(connection: &impl ConnectionTrait, viewer: Viewer, filter: &Filter) -> Result<u64, DbErr> {
    if !viewer.is_admin() {
        return Ok(0);
    }
    Entity::find().filter(filter.condition()).count(connection).await
}

impl Filter {
    fn condition(&self) -> Condition {
        Condition::all()
            .add_option(self.chain_id.map(|id| Column::ChainId.eq(id)))
            .add_option(self.subject_id.map(|id| Column::SubjectId.eq(id)))
    }
}

/// One chain from its first entry on, `limit` entries after the `after`-th; for verifying it.
pub async fn chain(
    connection: &impl ConnectionTrait,
    chain_id: ChainId,
    after: i64,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ChainId.eq(chain_id))
        .filter(Column::Number.gt(after))
        .order_by_asc(Column::Number)
        .limit(limit)
        .all(connection)
        .await
}
