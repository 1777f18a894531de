//! Table: until when a deliverable is covered: its warranty from acceptance on, and what follows on redone work.

use super::cover::Cover;
use super::verdict::Covers;
use crate::access::Viewer;
use crate::contract::scope::of_visible;
use crate::value::id::{ContractId, DeliverableId, WarrantyClaimId, WarrantyCoverId};
use chrono::NaiveDate;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

/// The warranty on one deliverable, or the cover of what was redone of it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "warranty_cover")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WarrantyCoverId,
    /// Of which contract.
    pub contract_id: ContractId,
    /// Of which deliverable; one warranty of each.
    pub deliverable_id: DeliverableId,
    /// The claim on which it follows; `None` for the warranty itself.
    pub claim_id: Option<WarrantyClaimId>,
    /// The day of acceptance, or the day redone work was handed over.
    pub from_on: NaiveDate,
    /// The agreed length of a warranty.
    pub months: Option<i32>,
    /// The agreed length of a cover that follows on a claim.
    pub days: Option<i32>,
    /// The last covered day, until midnight in the provider's zone.
    pub last_covered_on: NaiveDate,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The days it covers, as the rule knows them.
    pub fn cover(&self) -> Cover {
        Cover { from_on: self.from_on, last_covered_on: self.last_covered_on }
    }

    /// Whether it follows on redone work.
    pub const fn follows_on(&self) -> bool {
        self.claim_id.is_some()
    }
}

/// What covers one deliverable, out of the covers of its contract.
pub fn covers_of(rows: &[Model], deliverable_id: DeliverableId) -> Covers {
    let own = || rows.iter().filter(move |row| row.deliverable_id == deliverable_id);
    Covers {
        warranty: own().find(|row| !row.follows_on()).map(Model::cover),
        follow_ons: own().filter(|row| row.follows_on()).map(Model::cover).collect(),
    }
}

/// One cover, if the viewer may see its contract.
pub async fn find(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    id: WarrantyCoverId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(of_visible(viewer, Column::ContractId)).one(connection).await
}

/// Several covers at once, as far as the viewer may see their contracts.
pub async fn find_all(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    ids: Vec<WarrantyCoverId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Id.is_in(ids)).filter(of_visible(viewer, Column::ContractId)).all(connection).await
}

/// The covers of several contracts, as far as the viewer may see these.
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
