//! Table: a step before an authority: what was submitted, and what was said to it (S4).

use super::filing::StepKind;
use crate::access::Viewer;
use crate::contract::scope::of_visible;
use crate::value::id::{AuthorityStepId, ContractId, WorkItemId};
use chrono::NaiveDate;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

/// One step on one item of an authority.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "authority_step")]
pub struct Model {
    /// Sorts by the time of writing.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AuthorityStepId,
    /// Under which contract.
    pub contract_id: ContractId,
    /// On which item.
    pub item_id: WorkItemId,
    /// What happened.
    pub kind: StepKind,
    /// When.
    pub happened_on: NaiveDate,
    /// To which authority, for a submission.
    pub authority: Option<String>,
    /// The number of the receipt or of the decision.
    pub paper_number: Option<String>,
    /// The day the authority named.
    pub appointment_on: Option<NaiveDate>,
    /// What it asks for, why it refuses, or what else is to be known.
    pub note: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

/// The steps under several contracts, the oldest first, as far as the viewer may see these.
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

/// The steps on one item, the oldest first.
pub(crate) async fn of_item(connection: &impl ConnectionTrait, item_id: WorkItemId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::ItemId.eq(item_id)).order_by_asc(Column::Id).all(connection).await
}
