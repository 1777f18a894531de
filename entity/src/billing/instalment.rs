//! Table: a part of the price with its own due date.

use super::owed::settled_minor;
use crate::access::Viewer;
use crate::catalogue::trigger::{DueEvent, Trigger};
use crate::contract::contract;
use crate::contract::lifecycle::Lifecycle;
use crate::contract::scope::of_visible;
use crate::value::currency::Currency;
use crate::value::id::{ContractId, InstalmentId};
use crate::value::money::Money;
use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, Query};
use sea_orm::{Iterable, QueryOrder};

pub use super::owed::{Owed, owed};

/// What is to be paid on one day; all of a contract add up to its total.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "instalment")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InstalmentId,
    /// Of which contract.
    pub contract_id: ContractId,
    /// Its number in the contract, from 1.
    pub number: i32,
    /// What it is for, in the words of the contract.
    pub label: String,
    /// How much, in minor units of the contract's currency.
    pub amount_minor: i64,
    /// The day that was agreed on; while an event is awaited, the day on which it is expected to fall due.
    pub agreed_due_on: NaiveDate,
    /// The day it falls due: the agreed one, or the next working day if that is a day off.
    pub due_on: NaiveDate,
    /// After which event it falls due; `None` for one that falls due on a day.
    pub due_event: Option<DueEvent>,
    /// How many days after that event.
    pub due_days: i32,
    /// Whether only working days count.
    pub in_working_days: bool,
    /// When the event happened; until then nothing of it is due.
    pub event_on: Option<NaiveDate>,
    /// The contract.
    #[sea_orm(belongs_to, from = "contract_id", to = "id")]
    pub contract: BelongsTo<contract::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// How much, in the contract's currency.
    pub fn amount(&self, currency: Currency) -> Money {
        Money::new(self.amount_minor, currency)
    }

    /// After what it falls due; `None` for one that falls due on a day.
    pub fn trigger(&self) -> Option<Trigger> {
        let Self { due_days: days, in_working_days, .. } = *self;
        self.due_event.map(|event| Trigger { event, days, in_working_days })
    }

    /// The event that has to happen before anything of it is due.
    pub fn awaited(&self) -> Option<DueEvent> {
        self.due_event.filter(|_| self.event_on.is_none())
    }
}

/// One instalment, if the viewer may see its contract.
pub async fn find(connection: &impl ConnectionTrait, viewer: Viewer, id: InstalmentId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(of_visible(viewer, Column::ContractId)).one(connection).await
}

/// Several instalments at once, as far as the viewer may see their contracts.
pub async fn find_all(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    ids: Vec<InstalmentId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::Id.is_in(ids))
        .filter(of_visible(viewer, Column::ContractId))
        .order_by_asc(Column::DueOn)
        .order_by_asc(Column::Number)
        .all(connection)
        .await
}

/// Whether something of a contract is overdue on a day: a condition on contracts.
pub fn is_overdue(on: NaiveDate) -> Expr {
    let overdue = Query::select()
        .expr(Expr::val(1))
        .from(Entity)
        .and_where(Expr::col((Entity, Column::ContractId)).equals((contract::Entity, contract::Column::Id)))
        .and_where(Column::DueOn.lt(on))
        .and_where(awaits_nothing())
        .and_where(Expr::col((Entity, Column::AmountMinor)).gt(settled_minor()))
        .to_owned();
    owes().and(Expr::exists(overdue))
}

/// Whether something of a contract is still owed, due or not: a condition on contracts.
pub(crate) fn is_owing() -> Expr {
    let open = Query::select()
        .expr(Expr::val(1))
        .from(Entity)
        .and_where(Expr::col((Entity, Column::ContractId)).equals((contract::Entity, contract::Column::Id)))
        .and_where(Expr::col((Entity, Column::AmountMinor)).gt(settled_minor()))
        .to_owned();
    owes().and(Expr::exists(open))
}

/// Whether something is still owed of the instalment whose id a column holds, and it awaits no event.
pub(crate) fn is_owed(id: &impl ColumnTrait) -> Expr {
    let owed = Query::select()
        .expr(Expr::val(1))
        .from(Entity)
        .inner_join(
            contract::Entity,
            Expr::col((contract::Entity, contract::Column::Id)).equals((Entity, Column::ContractId)),
        )
        .and_where(Expr::col((Entity, Column::Id)).equals(id.as_column_ref()))
        .and_where(Expr::col((Entity, Column::AmountMinor)).gt(settled_minor()))
        .and_where(awaits_nothing())
        .and_where(owes())
        .to_owned();
    Expr::exists(owed)
}

/// Whether the instalment of the surrounding statement falls due on a day, or its event has happened.
fn awaits_nothing() -> Expr {
    Column::DueEvent.is_null().or(Column::EventOn.is_not_null())
}

/// Whether the contract of the surrounding statement owes its instalments at all.
fn owes() -> Expr {
    contract::Column::State.is_in(Lifecycle::iter().filter(|state| state.owes()))
}
