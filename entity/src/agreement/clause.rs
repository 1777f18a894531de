//! Table: the library of clauses that the text of every contract is made from.

use crate::clock::Instant;
use crate::refusal::Words;
use crate::value::id::ClauseId;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

/// One version of a clause; texts that were drawn up keep the version they were drawn up from.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "clause")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClauseId,
    /// By what it is known through all its versions: `P1`, `PAYMENT`.
    pub code: String,
    /// From 1.
    pub version: i32,
    /// Its place in a contract, the lowest first.
    pub position: i32,
    /// Its heading.
    pub heading: Words,
    /// What it says; a line is a paragraph.
    pub body: Words,
    /// Since when it holds.
    pub created_at: Instant,
    /// When the next version replaced it.
    pub replaced_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

/// The library as it stands, in the order of a contract. Everybody may read the terms.
pub async fn current(connection: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ReplacedAt.is_null())
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Code)
        .all(connection)
        .await
}
