//! Table: one line of a work plan (S4).

use super::dating::{Piece, Span};
use super::item_state::{ItemState, Owner};
use crate::access::Viewer;
use crate::contract::scope::of_visible;
use crate::refusal::Words;
use crate::value::id::{ContractId, DeliverableId, WorkItemId, WorkPlanId};
use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{QueryOrder, QuerySelect, QueryTrait};

/// What somebody has to do, as both agreed, and what became of it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "work_item")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WorkItemId,
    /// In which version of the plan.
    pub plan_id: WorkPlanId,
    /// Under which contract.
    pub contract_id: ContractId,
    /// Its place in the plan, from 1.
    pub number: i32,
    /// Whose it is.
    pub owner: Owner,
    /// The name in Vietnamese.
    pub name_vi: String,
    /// The name in English.
    pub name_en: String,
    /// What it is for; `None` when it is for all.
    pub deliverable_id: Option<DeliverableId>,
    /// How long it takes, 1 to 250 working days.
    pub working_days: i32,
    /// The first day, as it was agreed.
    pub planned_from_on: NaiveDate,
    /// The last day, as it was agreed.
    pub planned_to_on: NaiveDate,
    /// The item of the version before that it goes on with: what was done of that one is done of this one.
    pub continues_id: Option<WorkItemId>,
    /// Where it stands.
    pub state: ItemState,
    /// When it was begun.
    pub started_on: Option<NaiveDate>,
    /// When it was done.
    pub done_on: Option<NaiveDate>,
    /// What shows that it is done.
    pub evidence: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Its name in both languages.
    pub fn name(&self) -> Words {
        Words::new(&self.name_vi, &self.name_en)
    }

    /// The days as they were agreed.
    pub fn planned(&self) -> Span {
        Span { from: self.planned_from_on, to: self.planned_to_on }
    }

    /// What its dates depend on, with the numbers it comes after, as of a day.
    pub fn piece(&self, after: Vec<i32>, today: NaiveDate) -> Piece {
        let free_on = self.done_on.or(today.succ_opt());
        Piece { number: self.number, owner: self.owner, working_days: self.working_days, after, free_on }
    }
}

/// One item, if the viewer may see its contract.
pub async fn find(connection: &impl ConnectionTrait, viewer: Viewer, id: WorkItemId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(of_visible(viewer, Column::ContractId)).one(connection).await
}

/// Several items by their ids, as far as the viewer may see them.
pub async fn find_all(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    ids: Vec<WorkItemId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Id.is_in(ids)).filter(of_visible(viewer, Column::ContractId)).all(connection).await
}

/// The items of every version of several contracts, in order, as far as the viewer may see these.
pub async fn of_contracts(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, Column::ContractId))
        .order_by_asc(Column::PlanId)
        .order_by_asc(Column::Number)
        .all(connection)
        .await
}

/// The ids of all that is not done.
pub(crate) fn open_ids() -> SelectStatement {
    Entity::find().select_only().column(Column::Id).filter(Column::State.ne(ItemState::Done)).into_query()
}

/// The items of one version, in order.
pub(crate) async fn of_plan(connection: &impl ConnectionTrait, plan_id: WorkPlanId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::PlanId.eq(plan_id)).order_by_asc(Column::Number).all(connection).await
}
