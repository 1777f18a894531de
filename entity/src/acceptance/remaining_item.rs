//! Table: what remains to be done by the provider of a deliverable that was not accepted with the others (S6).

use crate::access::Viewer;
use crate::contract::scope::of_visible;
use crate::value::id::{AcceptanceRoundId, ContractId, DeliverableId, RemainingItemId};
use chrono::NaiveDate;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

/// One thing that the provider still owes by an agreed day.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "remaining_item")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RemainingItemId,
    /// Under which contract.
    pub contract_id: ContractId,
    /// In which round it was found.
    pub round_id: AcceptanceRoundId,
    /// Its place in the round, from 1.
    pub number: i32,
    /// Of what.
    pub deliverable_id: DeliverableId,
    /// What is to be done, in the words both agreed on.
    pub what: String,
    /// By when, until the end of the day.
    pub due_on: NaiveDate,
    /// When it was done.
    pub done_on: Option<NaiveDate>,
    /// What shows that it is done.
    pub evidence: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

/// One item, if the viewer may see its contract.
pub async fn find(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    id: RemainingItemId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(of_visible(viewer, Column::ContractId)).one(connection).await
}

/// What remained of several contracts, round by round, as far as the viewer may see these.
pub async fn of_contracts(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, Column::ContractId))
        .order_by_asc(Column::RoundId)
        .order_by_asc(Column::Number)
        .all(connection)
        .await
}
