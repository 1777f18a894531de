//! Table: a defect reported under warranty, and what the provider answered (P5).

use super::claim_state::ClaimState;
use super::verdict::{Exclusion, Rule, Verdict};
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
    /// The rule that decides, as computed when it was filed and again when it was judged.
    pub rule: Rule,
    /// Why it is not warranted, where that is the rule.
    pub exclusion: Option<Exclusion>,
    /// Whether the provider has to put it right: by the rule until a person has judged it, then as they confirmed or
    /// overruled that.
    pub is_covered: bool,
    /// Whether a person decided otherwise than the rule.
    pub is_overruled: bool,
    /// The day it was judged.
    pub judged_on: Option<NaiveDate>,
    /// Who judged it.
    pub judged_by: Option<PersonId>,
    /// What they said to it; always there when they overruled.
    pub verdict_reason: Option<String>,
    /// The day the defect showed.
    pub defect_on: NaiveDate,
    /// What is wrong, in the words of who filed it.
    pub description: String,
    /// The day it was filed.
    pub filed_on: NaiveDate,
    /// Who filed it.
    pub filed_by: PersonId,
    /// The day it was resolved or rejected; `None` again when it is reopened.
    pub answered_on: Option<NaiveDate>,
    /// What was answered.
    pub answer: Option<String>,
    /// When it was entered.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What the rules say.
    pub const fn verdict(&self) -> Verdict {
        Verdict { rule: self.rule, exclusion: self.exclusion }
    }
}

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
