//! Table: a sum received. A wrong one is reversed, never changed.

use crate::access::Viewer;
use crate::clock::Instant;
use crate::contract::scope::of_visible;
use crate::database::window::{Rows, Window};
use crate::value::currency::Currency;
use crate::value::id::{ContractId, PaymentId};
use crate::value::money::Money;
use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, PaginatorTrait, QueryOrder};
use std::collections::HashSet;

/// What came in on the provider's account, once per bank reference.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaymentId,
    /// For which contract.
    pub contract_id: ContractId,
    /// The bank's reference; the same again is the same payment. A correction may carry that of what it corrects.
    pub reference: String,
    /// How much, in minor units of the contract's currency.
    pub amount_minor: i64,
    /// The day it came in.
    pub received_on: NaiveDate,
    /// What staff noted about it.
    pub note: Option<String>,
    /// The wrongly entered payment that this one replaces.
    pub corrects_id: Option<PaymentId>,
    /// When it was entered.
    pub entered_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// How much, in the contract's currency.
    pub fn amount(&self, currency: Currency) -> Money {
        Money::new(self.amount_minor, currency)
    }
}

/// Which payments are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only this contract's.
    pub contract_id: Option<ContractId>,
    /// Only those received on this day or later.
    pub received_from: Option<NaiveDate>,
    /// Only those received on this day or earlier.
    pub received_to: Option<NaiveDate>,
}

/// One payment, if the viewer may see its contract.
pub async fn find(connection: &impl ConnectionTrait, viewer: Viewer, id: PaymentId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(of_visible(viewer, Column::ContractId)).one(connection).await
}

/// Several payments at once, as far as the viewer may see their contracts.
pub async fn find_all(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    ids: Vec<PaymentId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Id.is_in(ids)).filter(of_visible(viewer, Column::ContractId)).all(connection).await
}

/// The payments of several contracts, the oldest first, as far as the viewer may see these.
pub async fn of_contracts(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, Column::ContractId))
        .order_by_asc(Column::ContractId)
        .order_by_asc(Column::ReceivedOn)
        .order_by_asc(Column::Id)
        .all(connection)
        .await
}

/// A page of payments, the newest first, by the day received.
pub async fn page(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    filter: &Filter,
    window: Window<(NaiveDate, PaymentId)>,
) -> Result<Rows<Model>, DbErr> {
    let reach = window.reach(Column::ReceivedOn, true, |(on, _)| *on);
    let select = Entity::find().filter(filter.condition(viewer)).filter(reach);
    let mut list = select.cursor_by((Column::ReceivedOn, Column::Id));
    list.desc();
    window.over(list, connection).await
}

/// How many payments the filter leaves of those the viewer may see.
pub async fn count(connection: &impl ConnectionTrait, viewer: Viewer, filter: &Filter) -> Result<u64, DbErr> {
    Entity::find().filter(filter.condition(viewer)).count(connection).await
}

/// Every entry with that bank reference, on whatever contract: the original and what corrects it.
pub(super) async fn with_reference(connection: &impl ConnectionTrait, reference: &str) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Reference.eq(reference)).all(connection).await
}

/// Those of the references that stand for a payment already, on whatever contract.
pub(crate) async fn used_references(
    connection: &impl ConnectionTrait,
    references: Vec<String>,
) -> Result<HashSet<String>, DbErr> {
    let entries = Entity::find().filter(Column::Reference.is_in(references)).all(connection).await?;
    Ok(entries.into_iter().map(|entry| entry.reference).collect())
}

impl Filter {
    fn condition(&self, viewer: Viewer) -> Condition {
        of_visible(viewer, Column::ContractId)
            .add_option(self.contract_id.map(|id| Column::ContractId.eq(id)))
            .add_option(self.received_from.map(|on| Column::ReceivedOn.gte(on)))
            .add_option(self.received_to.map(|on| Column::ReceivedOn.lte(on)))
    }
}
