//! Table: a year of the calendar, provisional until an admin has confirmed the government's announcement.

use crate::clock::Instant;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

/// Whether the days off of a year are announced.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_year")]
pub struct Model {
    /// The year.
    #[sea_orm(primary_key, auto_increment = false)]
    pub year: i32,
    /// When an admin confirmed it; `None` while its days may still move.
    pub confirmed_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

/// All years entered, in order.
pub async fn all(connection: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    Entity::find().order_by_asc(Column::Year).all(connection).await
}
