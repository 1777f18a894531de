//! Table: a stretch of days in which a contract rests (design 4): work and acceptance stop; sums due and warranty do not.

use super::scope::of_visible;
use crate::access::Viewer;
use crate::value::id::{ContractId, SuspensionId};
use chrono::NaiveDate;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

/// One rest of one contract; at most one of a contract is open.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "suspension")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SuspensionId,
    /// Of which contract.
    pub contract_id: ContractId,
    /// The first day of rest.
    pub from_on: NaiveDate,
    /// Why.
    pub reason: String,
    /// The day work was taken up again, or the contract was over; `None` while it rests.
    pub resumed_on: Option<NaiveDate>,
}

impl ActiveModelBehavior for ActiveModel {}

/// All rests of several contracts, the oldest first, as far as the viewer may see these.
pub async fn of_contracts(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, Column::ContractId))
        .order_by_asc(Column::ContractId)
        .order_by_asc(Column::FromOn)
        .order_by_asc(Column::Id)
        .all(connection)
        .await
}

/// The rest a contract is in.
pub async fn open_of(connection: &impl ConnectionTrait, contract_id: ContractId) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::ContractId.eq(contract_id)).filter(Column::ResumedOn.is_null()).one(connection).await
}
