//! Table: a request to pay ("đề nghị thanh toán"): what the customer is asked to transfer, and with which note.

use crate::access::Viewer;
use crate::clock::Instant;
use crate::contract::scope::of_visible;
use crate::value::currency::Currency;
use crate::value::id::{ContractId, InstalmentId, PaymentRequestId};
use crate::value::money::Money;
use chrono::NaiveDate;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

/// What was outstanding of an instalment on the day it was asked for.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_request")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaymentRequestId,
    /// The words of the transfer by which its payment is recognised, such as `DN-2026-7KQ4MX`.
    #[sea_orm(unique)]
    pub reference: String,
    /// For which contract.
    pub contract_id: ContractId,
    /// For which instalment.
    pub instalment_id: InstalmentId,
    /// How much was outstanding that day, in minor units of the contract's currency.
    pub amount_minor: i64,
    /// The day it was asked for.
    pub requested_on: NaiveDate,
    /// When it was entered.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// How much was asked for, in the contract's currency.
    pub fn amount(&self, currency: Currency) -> Money {
        Money::new(self.amount_minor, currency)
    }
}

/// One request, if the viewer may see its contract.
pub async fn find(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    id: PaymentRequestId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(of_visible(viewer, Column::ContractId)).one(connection).await
}

/// The requests of several contracts, the oldest first, as far as the viewer may see these.
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
