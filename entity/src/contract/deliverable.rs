//! Table: one accepted line of a contract's scope; acceptance and warranty hang on it.

use super::scope::of_visible;
use crate::access::Viewer;
use crate::catalogue::vat::VatCategory;
use crate::value::currency::Currency;
use crate::value::id::{ContractId, DeliverableId, ServicePackageId};
use crate::value::money::Money;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

/// What the provider owes, at which price.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "deliverable")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DeliverableId,
    /// Of which contract.
    pub contract_id: ContractId,
    /// Its place in the contract, from 1.
    pub position: i32,
    /// The package it came from; `None` for free text.
    pub package_id: Option<ServicePackageId>,
    /// The name in Vietnamese.
    pub name_vi: String,
    /// The name in English.
    pub name_en: String,
    /// The price without VAT, in minor units of the contract's currency.
    pub net_minor: i64,
    /// How it is taxed.
    pub vat_category: VatCategory,
    /// The rate on the day of signing, in basis points.
    pub vat_rate_basis_points: i32,
    /// The VAT by that rate, rounded per line.
    pub vat_minor: i64,
    /// The warranty on it, 0 to 120 months from acceptance.
    pub warranty_months: i32,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The price without VAT, in the contract's currency.
    pub fn net(&self, currency: Currency) -> Money {
        Money::new(self.net_minor, currency)
    }

    /// The VAT, in the contract's currency.
    pub fn vat(&self, currency: Currency) -> Money {
        Money::new(self.vat_minor, currency)
    }
}

/// The scope of several contracts, in order, as far as the viewer may see them.
pub async fn of_contracts(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, Column::ContractId))
        .order_by_asc(Column::ContractId)
        .order_by_asc(Column::Position)
        .all(connection)
        .await
}

/// Several deliverables by their ids, as far as the viewer may see them.
pub async fn find_all(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    ids: Vec<DeliverableId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Id.is_in(ids)).filter(of_visible(viewer, Column::ContractId)).all(connection).await
}
