//! Table: a version of the text of a contract, as it was drawn up.

use super::content::Content;
use crate::access::Viewer;
use crate::clock::Instant;
use crate::contract::scope::of_visible;
use crate::value::id::{ContractId, ContractTextId, DocumentId};
use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, QueryOrder, QuerySelect};

/// One version: never changed. The newest is the one that is signed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_text")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContractTextId,
    /// Of which contract.
    pub contract_id: ContractId,
    /// From 1.
    pub number: i32,
    /// Its paper: what is signed is bound to that one's hash.
    pub document_id: DocumentId,
    /// What it says.
    pub content: Content,
    /// SHA-256, in hexadecimal, of what it says.
    pub content_hash: String,
    /// The day it was drawn up; nobody can have signed it before.
    pub drawn_up_on: NaiveDate,
    /// When it was drawn up.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// The versions of the texts of several contracts, the first one first, as far as the viewer may see these.
pub async fn of_contracts(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, Column::ContractId))
        .order_by_asc(Column::ContractId)
        .order_by_asc(Column::Number)
        .all(connection)
        .await
}

/// A version of a text without what it says.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Heading {
    /// Id.
    pub id: ContractTextId,
    /// Of which contract.
    pub contract_id: ContractId,
    /// From 1.
    pub number: i32,
    /// Its paper.
    pub document_id: DocumentId,
}

/// As [`of_contracts`], without what the texts say: that is long.
pub async fn headings_of(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Heading>, DbErr> {
    Entity::find()
        .select_only()
        .columns([Column::Id, Column::ContractId, Column::Number, Column::DocumentId])
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, Column::ContractId))
        .order_by_asc(Column::ContractId)
        .order_by_asc(Column::Number)
        .into_model()
        .all(connection)
        .await
}

/// The version of the text of a contract that is signed: the newest.
pub(crate) async fn newest(connection: &impl ConnectionTrait, id: ContractId) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::ContractId.eq(id)).order_by_desc(Column::Number).one(connection).await
}
