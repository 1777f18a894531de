//! Table: who of the staff works on a contract, and therefore sees it.

use super::scope::of_visible;
use crate::access::Viewer;
use crate::clock::Instant;
use crate::value::id::{ContractId, PersonId};
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

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
