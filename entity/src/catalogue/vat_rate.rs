//! Table: the VAT rates by validity. Everybody may know them.

use super::vat::{Rate, VatCategory};
use crate::value::id::VatRateId;
use chrono::NaiveDate;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

/// A rate and the days it holds.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vat_rate")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: VatRateId,
    /// The category it is for.
    pub category: VatCategory,
    /// The rate in basis points: 800 is 8 %.
    pub rate_basis_points: i32,
    /// The first day it holds.
    pub valid_from: NaiveDate,
    /// The last day it holds; `None` while no end is known.
    pub valid_to: Option<NaiveDate>,
}

impl ActiveModelBehavior for ActiveModel {}

/// The whole table of rates, the oldest first; there are some dozens.
pub async fn all(connection: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    Entity::find().order_by_asc(Column::ValidFrom).order_by_asc(Column::Id).all(connection).await
}

/// The same for the rule [`rate_on`](super::vat::rate_on).
pub async fn rates(connection: &impl ConnectionTrait) -> Result<Vec<Rate>, DbErr> {
    Ok(all(connection).await?.iter().map(Model::rate).collect())
}

impl Model {
    /// The row as the rule knows it.
    pub fn rate(&self) -> Rate {
        Rate {
            category: self.category,
            basis_points: self.rate_basis_points,
            valid_from: self.valid_from,
            valid_to: self.valid_to,
        }
    }
}
