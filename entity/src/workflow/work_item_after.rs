//! Table: which work item comes after which (S4).

use super::work_item;
use crate::access::Viewer;
use crate::contract::scope::of_visible;
use crate::value::id::{ContractId, WorkItemId, WorkPlanId};
use sea_orm::entity::prelude::*;
use sea_orm::{QuerySelect, QueryTrait};

/// One item waits for another of the same plan.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "work_item_after")]
pub struct Model {
    /// What waits.
    #[sea_orm(primary_key, auto_increment = false)]
    pub item_id: WorkItemId,
    /// What has to be done before.
    #[sea_orm(primary_key, auto_increment = false)]
    pub after_id: WorkItemId,
    /// In which version of the plan both are.
    pub plan_id: WorkPlanId,
}

impl ActiveModelBehavior for ActiveModel {}

/// What comes after what in every version of several contracts, as far as the viewer may see these.
pub async fn of_contracts(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Model>, DbErr> {
    let items = work_item::Entity::find()
        .select_only()
        .column(work_item::Column::Id)
        .filter(work_item::Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, work_item::Column::ContractId));
    Entity::find().filter(Column::ItemId.in_subquery(items.into_query())).all(connection).await
}

/// What comes after what in one version.
pub(crate) async fn of_plan(connection: &impl ConnectionTrait, plan_id: WorkPlanId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::PlanId.eq(plan_id)).all(connection).await
}
