//! Table: a stretch of days in which the provider waits for the customer or an authority (C3): its clocks stand still.

use super::dating::{Stop, Stopped};
use super::item_state::Owner;
use crate::access::Viewer;
use crate::contract::scope::of_visible;
use crate::value::id::{ContractId, WorkItemId, WorkPlanId, WorkWaitingId};
use chrono::NaiveDate;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

/// One wait under one version of the plan.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "work_waiting")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WorkWaitingId,
    /// Under which contract.
    pub contract_id: ContractId,
    /// Under which version: a later one is agreed on with what was waited for before.
    pub plan_id: WorkPlanId,
    /// The one item of the provider that waits; `None` when all of them do.
    pub item_id: Option<WorkItemId>,
    /// For whom: never the provider.
    pub waits_for: Owner,
    /// The first day of it.
    pub from_on: NaiveDate,
    /// The day work went on; `None` while it waits.
    pub until_on: Option<NaiveDate>,
    /// For what.
    pub reason: String,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The days it holds the provider's clocks: while it goes on, up to and with `today`. `number` is that of its item.
    pub fn stop(&self, number: Option<i32>, today: NaiveDate) -> Stop {
        let until = self.until_on.unwrap_or_else(|| today.succ_opt().unwrap_or(today));
        Stop { from: self.from_on, until, of: number.map_or(Stopped::Provider, Stopped::Item) }
    }
}

/// One wait, if the viewer may see its contract.
pub async fn find(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    id: WorkWaitingId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(of_visible(viewer, Column::ContractId)).one(connection).await
}

/// All waits of several contracts, the oldest first, as far as the viewer may see these.
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

/// The waits under one version, the oldest first.
pub(crate) async fn of_plan(connection: &impl ConnectionTrait, plan_id: WorkPlanId) -> Result<Vec<Model>, DbErr> {
    let list = Entity::find().filter(Column::PlanId.eq(plan_id));
    list.order_by_asc(Column::FromOn).order_by_asc(Column::Id).all(connection).await
}
