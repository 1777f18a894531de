//! Table: a version of the work plan of a contract (P2, S4).

use super::plan_state::PlanState;
use crate::access::{Viewer, person};
use crate::clock::Instant;
use crate::contract::scope::of_visible;
use crate::value::id::{ContractId, PersonId, WorkPlanId};
use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect, QueryTrait};

/// One version: proposed for the provider, answered for the customer.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "work_plan")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WorkPlanId,
    /// Of which contract.
    pub contract_id: ContractId,
    /// Its version, from 1.
    pub number: i32,
    /// Where it stands.
    pub state: PlanState,
    /// The day from which its items are counted.
    pub start_on: NaiveDate,
    /// What the provider says of it.
    pub note: Option<String>,
    /// When it was proposed: the provider stands by it from that day on.
    pub proposed_on: NaiveDate,
    /// Who proposed it.
    pub proposed_by: Option<PersonId>,
    /// When it was answered.
    pub answered_on: Option<NaiveDate>,
    /// Who answered it, or entered the answer given on paper.
    pub answered_by: Option<PersonId>,
    /// Why it was rejected; or who confirmed it on which paper, where staff entered that.
    pub answer: Option<String>,
    /// When it was entered.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// One version, if the viewer may see its contract.
pub async fn find(connection: &impl ConnectionTrait, viewer: Viewer, id: WorkPlanId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(of_visible(viewer, Column::ContractId)).one(connection).await
}

/// All versions of several contracts, the first one first, as far as the viewer may see these.
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

/// Who proposed or answered the versions of several contracts, by name, as far as the viewer may see these.
pub async fn people_of(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<(PersonId, String)>, DbErr> {
    let named = |column: Column| {
        let plans = Entity::find().select_only().column(column).filter(column.is_not_null());
        plans
            .filter(Column::ContractId.is_in(contract_ids.clone()))
            .filter(of_visible(viewer, Column::ContractId))
            .into_query()
    };
    person::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .column(person::Column::Name)
        .filter(
            Condition::any()
                .add(person::Column::Id.in_subquery(named(Column::ProposedBy)))
                .add(person::Column::Id.in_subquery(named(Column::AnsweredBy))),
        )
        .into_tuple()
        .all(connection)
        .await
}

/// The version of a contract that holds.
pub async fn in_force(connection: &impl ConnectionTrait, contract_id: ContractId) -> Result<Option<Model>, DbErr> {
    in_state(connection, contract_id, PlanState::Confirmed).await
}

/// The versions that hold of several contracts.
pub(crate) async fn all_in_force(
    connection: &impl ConnectionTrait,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Model>, DbErr> {
    let list = Entity::find().filter(Column::ContractId.is_in(contract_ids));
    list.filter(Column::State.eq(PlanState::Confirmed)).all(connection).await
}

/// The version of a contract that waits for its answer.
pub async fn proposed(connection: &impl ConnectionTrait, contract_id: ContractId) -> Result<Option<Model>, DbErr> {
    in_state(connection, contract_id, PlanState::Proposed).await
}

async fn in_state(
    connection: &impl ConnectionTrait,
    contract_id: ContractId,
    state: PlanState,
) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::ContractId.eq(contract_id)).filter(Column::State.eq(state)).one(connection).await
}
