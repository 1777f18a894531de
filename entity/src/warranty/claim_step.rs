//! Table: what was done about a claim, step by step; both parties read it (P5).

use crate::access::{Viewer, person};
use crate::clock::Instant;
use crate::contract::scope::of_visible;
use crate::value::id::{ContractId, PersonId, WarrantyClaimId};
use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::{JoinType, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StepKind {
    /// A person judged it as covered.
    Triaged,
    /// Work on it began.
    Started,
    /// The provider said that it was put right, and how.
    Resolved,
    /// The customer confirmed.
    Confirmed,
    /// The customer said that it was not put right, and why.
    Reopened,
    /// A person judged it as not covered.
    Rejected,
    /// The provider asked the customer something: its answer-by clock stands still.
    Asked,
    /// The customer answered: the clock goes on.
    Answered,
}

/// One step of one claim.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "claim_step")]
pub struct Model {
    /// Of which claim.
    #[sea_orm(primary_key, auto_increment = false)]
    pub claim_id: WarrantyClaimId,
    /// Its place, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// Under which contract.
    pub contract_id: ContractId,
    /// What was done.
    pub kind: StepKind,
    /// On which day.
    pub taken_on: NaiveDate,
    /// By whom.
    pub taken_by: Option<PersonId>,
    /// In their words: the answer, the reason, the question.
    pub words: Option<String>,
    /// When it was entered.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// The steps of one claim, the first one first.
pub async fn of_claim(connection: &impl ConnectionTrait, id: WarrantyClaimId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::ClaimId.eq(id)).order_by_asc(Column::Number).all(connection).await
}

/// The steps of all claims on several contracts, in order, each with the name of who took it; as far as the viewer may see
/// these.
pub async fn of_contracts(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<(Model, Option<String>)>, DbErr> {
    let taker = Entity::belongs_to(person::Entity).from(Column::TakenBy).to(person::Column::Id);
    let rows = Entity::find()
        .join(JoinType::LeftJoin, taker.into())
        .select_also(person::Entity)
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, Column::ContractId))
        .order_by_asc(Column::ClaimId)
        .order_by_asc(Column::Number)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|(step, taker)| (step, taker.map(|person| person.name))).collect())
}
