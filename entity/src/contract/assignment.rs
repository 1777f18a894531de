//! Table: who of the staff works on a contract, and therefore sees it.

use super::scope::of_visible;
use crate::access::{Viewer, person};
use crate::clock::Instant;
use crate::value::id::{ContractId, PersonId};
use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, JoinType, QueryOrder, QuerySelect};

/// One person on one contract.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assignment")]
pub struct Model {
    /// On which contract.
    #[sea_orm(primary_key, auto_increment = false)]
    pub contract_id: ContractId,
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    /// Since when.
    pub assigned_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// Who works on several contracts, as far as the viewer may see these.
pub async fn of_contracts(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, Column::ContractId))
        .order_by_asc(Column::ContractId)
        .order_by_asc(Column::AssignedAt)
        .order_by_asc(Column::PersonId)
        .all(connection)
        .await
}

/// Somebody who works on a contract, by the name both parties know.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Assigned {
    /// On which contract.
    pub contract_id: ContractId,
    /// Who.
    pub person_id: PersonId,
    /// Their full name: all that a customer learns of the provider's people.
    pub name: String,
    /// Since when.
    pub assigned_at: Instant,
}

/// Who works on several contracts, by name, as far as the viewer may see these.
pub async fn assigned_to(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Assigned>, DbErr> {
    Entity::find()
        .column(person::Column::Name)
        .join(
            JoinType::InnerJoin,
            Entity::belongs_to(person::Entity).from(Column::PersonId).to(person::Column::Id).into(),
        )
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, Column::ContractId))
        .order_by_asc(Column::ContractId)
        .order_by_asc(Column::AssignedAt)
        .order_by_asc(Column::PersonId)
        .into_model::<Assigned>()
        .all(connection)
        .await
}
