//! Table: a day that departs from its weekday, in either direction. Everybody may know them.

use super::working_day::DayKind;
use chrono::NaiveDate;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

/// A day off, or a worked Saturday or Sunday.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_day")]
pub struct Model {
    /// The day.
    #[sea_orm(primary_key, auto_increment = false)]
    pub on_date: NaiveDate,
    /// In which direction.
    pub kind: DayKind,
    /// Why, in Vietnamese.
    pub name_vi: String,
    /// Why, in English.
    pub name_en: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// All exceptions by day; some twenty a year.
pub async fn all(connection: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    Entity::find().order_by_asc(Column::OnDate).all(connection).await
}

/// The exceptions between two days, both included.
pub async fn between(
    connection: &impl ConnectionTrait,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::OnDate.between(from, to)).order_by_asc(Column::OnDate).all(connection).await
}
