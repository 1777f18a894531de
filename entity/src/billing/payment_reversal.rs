//! Table: a payment that did not stand: bounced, entered wrongly, paid back.

use super::payment;
use crate::access::Viewer;
use crate::clock::Instant;
use crate::contract::scope::of_visible;
use crate::value::id::{ContractId, PaymentId};
use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::{QuerySelect, QueryTrait};

/// The reversal of one payment; what it had settled is owed again.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_reversal")]
pub struct Model {
    /// Which payment.
    #[sea_orm(primary_key, auto_increment = false)]
    pub payment_id: PaymentId,
    /// The day from which it does not stand.
    pub reversed_on: NaiveDate,
    /// Why.
    pub reason: String,
    /// When it was entered.
    pub entered_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// The reversals of several payments, as far as the viewer may see their contracts.
pub async fn of_payments(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    payment_ids: Vec<PaymentId>,
) -> Result<Vec<Model>, DbErr> {
    let visible = payment::Entity::find()
        .select_only()
        .column(payment::Column::Id)
        .filter(payment::Column::Id.is_in(payment_ids))
        .filter(of_visible(viewer, payment::Column::ContractId))
        .into_query();
    Entity::find().filter(Column::PaymentId.in_subquery(visible)).all(connection).await
}

/// The reversals of all payments on several contracts, as far as the viewer may see these.
pub async fn of_contracts(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Model>, DbErr> {
    let payments = payment::Entity::find()
        .select_only()
        .column(payment::Column::Id)
        .filter(payment::Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, payment::Column::ContractId))
        .into_query();
    Entity::find().filter(Column::PaymentId.in_subquery(payments)).all(connection).await
}
