//! Table: a tax e-invoice. It is issued elsewhere; its number, date and rate are recorded here.

use crate::access::Viewer;
use crate::catalogue::vat::VatCategory;
use crate::clock::Instant;
use crate::contract::scope::of_visible;
use crate::value::currency::Currency;
use crate::value::id::{ContractId, EInvoiceId, InstalmentId};
use crate::value::money::Money;
use chrono::NaiveDate;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

/// An invoice for one instalment, or for a part of it at one rate.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "e_invoice")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EInvoiceId,
    /// Of which contract.
    pub contract_id: ContractId,
    /// For which instalment.
    pub instalment_id: InstalmentId,
    /// The series ("ký hiệu"), such as `C26TKH`.
    pub series: String,
    /// The number; unique in its series.
    pub number: String,
    /// The day it was issued; the rate is that of this day.
    pub issued_on: NaiveDate,
    /// Without VAT, in minor units of the contract's currency.
    pub net_minor: i64,
    /// How it is taxed.
    pub vat_category: VatCategory,
    /// The rate of the day it was issued, in basis points.
    pub vat_rate_basis_points: i32,
    /// The VAT by that rate, in minor units.
    pub vat_minor: i64,
    /// When it was entered.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Without VAT, in the contract's currency.
    pub fn net(&self, currency: Currency) -> Money {
        Money::new(self.net_minor, currency)
    }

    /// The VAT, in the contract's currency.
    pub fn vat(&self, currency: Currency) -> Money {
        Money::new(self.vat_minor, currency)
    }
}

/// One invoice, if the viewer may see its contract.
pub async fn find(connection: &impl ConnectionTrait, viewer: Viewer, id: EInvoiceId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(of_visible(viewer, Column::ContractId)).one(connection).await
}

/// The invoices of several contracts, the oldest first, as far as the viewer may see these.
pub async fn of_contracts(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, Column::ContractId))
        .order_by_asc(Column::ContractId)
        .order_by_asc(Column::IssuedOn)
        .order_by_asc(Column::Id)
        .all(connection)
        .await
}
