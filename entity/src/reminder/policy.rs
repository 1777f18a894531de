//! Table: a ladder that somebody set, for the provider, a customer or a contract.

use super::kind::ReminderKind;
use super::ladder::Ladder;
use crate::access::Viewer;
use crate::clock::Instant;
use crate::contract::contract;
use crate::database::window::{Rows, Window};
use crate::party::customer;
use crate::value::id::{ContractId, CustomerId, LadderId};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, PaginatorTrait, QueryOrder};
use uuid::Uuid;

/// A policy of reminding. Contract overrides customer, customer overrides provider, provider overrides the built-in.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ladder")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LadderId,
    /// What it reminds of.
    pub kind: ReminderKind,
    /// The customer it holds for, if one.
    pub customer_id: Option<CustomerId>,
    /// The contract it holds for, if one.
    pub contract_id: Option<ContractId>,
    /// The stages, with the hour of sending.
    pub steps: Ladder,
    /// Rises with every change.
    pub version: i64,
    /// When it was set.
    pub updated_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// Whom a ladder holds for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Everybody for whom nothing nearer is set.
    Provider,
    /// All contracts of a customer.
    Customer(CustomerId),
    /// One contract.
    Contract(ContractId),
}

impl Reach {
    pub(super) fn condition(self) -> Condition {
        match self {
            Self::Provider => Condition::all().add(Column::CustomerId.is_null()).add(Column::ContractId.is_null()),
            Self::Customer(id) => Condition::all().add(Column::CustomerId.eq(id)),
            Self::Contract(id) => Condition::all().add(Column::ContractId.eq(id)),
        }
    }
}

impl Model {
    /// Whom it holds for.
    pub fn reach(&self) -> Reach {
        match (self.contract_id, self.customer_id) {
            (Some(id), _) => Reach::Contract(id),
            (None, Some(id)) => Reach::Customer(id),
            (None, None) => Reach::Provider,
        }
    }
}

/// All ladders that were set for exactly this reach.
pub async fn set_for(connection: &impl ConnectionTrait, reach: Reach) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(reach.condition()).order_by_asc(Column::Kind).all(connection).await
}

/// A page of the ladders that were set for customers and contracts, the oldest first. Admins only: others find nothing.
pub async fn overrides(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    window: Window<LadderId>,
) -> Result<Rows<Model>, DbErr> {
    window.over(Entity::find().filter(overriding(viewer)).cursor_by(Column::Id), connection).await
}

/// How many ladders were set for customers and contracts. Admins only: others count none.
pub async fn count_overrides(connection: &impl ConnectionTrait, viewer: Viewer) -> Result<u64, DbErr> {
    Entity::find().filter(overriding(viewer)).count(connection).await
}

fn overriding(viewer: Viewer) -> Condition {
    if !viewer.is_admin() {
        return Condition::all().add(Column::Id.is_null());
    }
    Condition::any().add(Column::CustomerId.is_not_null()).add(Column::ContractId.is_not_null())
}

/// The ladder that holds for a contract of a customer, and for whom it was set; `None` is the built-in one.
pub async fn effective(
    connection: &impl ConnectionTrait,
    kind: ReminderKind,
    of: (CustomerId, Option<ContractId>),
) -> Result<(Ladder, Option<Reach>), DbErr> {
    Ok(nearest(&all_for(connection, vec![of.0], of.1.into_iter().collect()).await?, kind, of))
}

/// The ladder that holds for a reach, and for whom it was set, where the viewer sees whom it is for; `None` where not.
pub async fn holding(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    (kind, reach): (ReminderKind, Reach),
) -> Result<Option<(Ladder, Option<Reach>)>, DbErr> {
    let (customer_id, contract_id) = match reach {
        Reach::Provider => (None, None),
        Reach::Customer(id) => {
            let Some(customer) = customer::find(connection, viewer, id).await? else { return Ok(None) };
            (Some(customer.id), None)
        }
        Reach::Contract(id) => {
            let Some(contract) = contract::find(connection, viewer, id).await? else { return Ok(None) };
            (Some(contract.customer_id), Some(contract.id))
        }
    };
    // The nil id belongs to nobody: nothing was set for it.
    let of = (customer_id.unwrap_or(CustomerId(Uuid::nil())), contract_id);
    effective(connection, kind, of).await.map(Some)
}

/// All ladders that can hold for any of these customers and contracts.
pub(super) async fn all_for(
    connection: &impl ConnectionTrait,
    customer_ids: Vec<CustomerId>,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Model>, DbErr> {
    let reaches = Condition::any()
        .add(Reach::Provider.condition())
        .add(Column::CustomerId.is_in(customer_ids))
        .add(Column::ContractId.is_in(contract_ids));
    Entity::find().filter(reaches).all(connection).await
}

/// Of these ladders the one that holds: contract before customer before provider before the built-in one.
pub(super) fn nearest(
    ladders: &[Model],
    kind: ReminderKind,
    (customer_id, contract_id): (CustomerId, Option<ContractId>),
) -> (Ladder, Option<Reach>) {
    let rank = |row: &&Model| match row.reach() {
        Reach::Contract(id) => (Some(id) == contract_id).then_some(0),
        Reach::Customer(id) => (id == customer_id).then_some(1),
        Reach::Provider => Some(2),
    };
    let holding = ladders.iter().filter(|row| row.kind == kind && rank(row).is_some()).min_by_key(rank);
    holding.map_or_else(|| (kind.built_in(), None), |row| (row.steps.clone(), Some(row.reach())))
}
