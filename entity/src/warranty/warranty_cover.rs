//! Table: until when a deliverable is covered; made when the contract is accepted.

use super::cover::Cover;
use crate::access::Viewer;
use crate::contract::scope::of_visible;
use crate::value::id::{ContractId, DeliverableId, WarrantyCoverId};
use chrono::NaiveDate;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

/// The warranty on one deliverable.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "warranty_cover")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WarrantyCoverId,
    /// Of which contract.
    pub contract_id: ContractId,
    /// Of which deliverable.
    #[sea_orm(unique)]
    pub deliverable_id: DeliverableId,
    /// The day of acceptance.
    pub from_on: NaiveDate,
    /// The agreed length.
    pub months: i32,
    /// The last covered day, until midnight in the provider's zone.
    pub last_covered_on: NaiveDate,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The days it covers, as the rule knows them.
    pub fn cover(&self) -> Cover {
        Cover { from_on: self.from_on, last_covered_on: self.last_covered_on }
    }
}

/// One cover, if the viewer may see its contract.
pub async fn find(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    id: WarrantyCoverId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(of_visible(viewer, Column::ContractId)).one(connection).await
}

/// Several covers at once, as far as the viewer may see their contracts.
pub async fn find_all(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    ids: Vec<WarrantyCoverId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Id.is_in(ids)).filter(of_visible(viewer, Column::ContractId)).all(connection).await
}

/// The covers of several contracts, as far as the viewer may see these.
pub async fn of_contracts(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, Column::ContractId))
        .order_by_asc(Column::ContractId)
        .order_by_asc(Column::Id)
        .all(connection)
        .await
}
