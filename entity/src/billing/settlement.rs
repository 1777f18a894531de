//! Table: what of an instalment was written off when its contract ended early (C5, design 4).

use super::instalment;
use crate::access::Viewer;
use crate::contract::scope::of_visible;
use crate::value::currency::Currency;
use crate::value::id::{ContractId, InstalmentId};
use crate::value::money::Money;
use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, Func, Query};

/// How one instalment was settled; what was not written off is still owed, on its new due day.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "settlement")]
pub struct Model {
    /// Of which instalment.
    #[sea_orm(primary_key, auto_increment = false)]
    pub instalment_id: InstalmentId,
    /// Of which contract.
    pub contract_id: ContractId,
    /// How much of it is not owed any more, in minor units of the contract's currency.
    pub written_off_minor: i64,
    /// Why; always there when something was written off.
    pub reason: Option<String>,
    /// The day of the settlement.
    pub settled_on: NaiveDate,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// How much of it is not owed any more.
    pub fn written_off(&self, currency: Currency) -> Money {
        Money::new(self.written_off_minor, currency)
    }
}

/// The settlements of several contracts, as far as the viewer may see these.
pub async fn of_contracts(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, Column::ContractId))
        .all(connection)
        .await
}

/// What was written off of the instalment of the surrounding statement, in minor units.
pub(super) fn written_off_minor() -> Expr {
    let sum = Expr::col((Entity, Column::WrittenOffMinor)).sum().cast_as("bigint");
    let written_off = Query::select()
        .expr(Func::coalesce([sum, Expr::val(0_i64)]))
        .from(Entity)
        .and_where(Expr::col((Entity, Column::InstalmentId)).equals((instalment::Entity, instalment::Column::Id)))
        .to_owned();
    Expr::SubQuery(None, Box::new(written_off.into()))
}
