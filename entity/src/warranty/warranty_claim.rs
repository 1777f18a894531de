//! Table: a defect reported under warranty, and what the provider answered (P5).

use super::claim_state::ClaimState;
use crate::access::{Viewer, person};
use crate::clock::Instant;
use crate::contract::scope::of_visible;
use crate::value::id::{ContractId, DeliverableId, PersonId, WarrantyClaimId};
use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::{JoinType, QueryOrder, QuerySelect};

/// One claim on one deliverable.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "warranty_claim")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WarrantyClaimId,
    /// By what people know it, such as `BH-2026-7KQ4MX`.
    #[sea_orm(unique)]
    pub reference: String,
    /// On which contract.
    pub contract_id: ContractId,
    /// On which deliverable.
    pub deliverable_id: DeliverableId,
    /// Where it stands.
    pub state: ClaimState,
    /// Whether the defect showed on a covered day; decided when it was filed.
    pub is_covered: bool,
    /// The day the defect showed.
    pub defect_on: NaiveDate,
    /// What is wrong, in the words of who filed it.
    pub description: String,
    /// The day it was filed.
    pub filed_on: NaiveDate,
    /// Who filed it.
    pub filed_by: PersonId,
    /// The day it was answered.
    pub answered_on: Option<NaiveDate>,
    /// What was answered.
    pub answer: Option<String>,
    /// When it was entered.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// One claim, if the viewer may see its contract.
pub async fn find(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    id: WarrantyClaimId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(of_visible(viewer, Column::ContractId)).one(connection).await
}

/// The claims on several contracts, the oldest first, as far as the viewer may see these.
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

/// The names of those who filed the claims on several contracts, as far as the viewer may see these.
pub async fn filers_of(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<(WarrantyClaimId, String)>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::Id)
        .column(person::Column::Name)
        .join(
            JoinType::InnerJoin,
            Entity::belongs_to(person::Entity).from(Column::FiledBy).to(person::Column::Id).into(),
        )
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, Column::ContractId))
        .into_tuple()
        .all(connection)
        .await
}
