//! Table: which part of a payment settled which instalment. What no line names is unallocated.

use super::payment;
use crate::access::Viewer;
use crate::contract::scope::of_visible;
use crate::value::id::{ContractId, InstalmentId, PaymentId};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, QueryTrait};

/// A part of one payment on one instalment; counts as long as the payment is not reversed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "allocation")]
pub struct Model {
    /// Which payment.
    #[sea_orm(primary_key, auto_increment = false)]
    pub payment_id: PaymentId,
    /// Which instalment.
    #[sea_orm(primary_key, auto_increment = false)]
    pub instalment_id: InstalmentId,
    /// How much, in minor units of the contract's currency.
    pub amount_minor: i64,
}

impl ActiveModelBehavior for ActiveModel {}

/// The allocations of several payments, as far as the viewer may see their contracts.
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
    Entity::find()
        .filter(Column::PaymentId.in_subquery(visible))
        .order_by_asc(Column::PaymentId)
        .order_by_asc(Column::InstalmentId)
        .all(connection)
        .await
}

/// The allocations of all payments on several contracts, as far as the viewer may see these.
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
    Entity::find()
        .filter(Column::PaymentId.in_subquery(payments))
        .order_by_asc(Column::PaymentId)
        .order_by_asc(Column::InstalmentId)
        .all(connection)
        .await
}
