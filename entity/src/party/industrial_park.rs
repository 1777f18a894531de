//! Table: an industrial park ("khu công nghiệp").

use crate::access::Viewer;
use crate::value::id::ParkId;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder};

/// Where customers have their plots.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "industrial_park")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ParkId,
    /// A short code people use, such as `VSIP-BN`.
    #[sea_orm(unique)]
    pub code: String,
    /// The name in Vietnamese.
    pub name_vi: String,
    /// The name in English.
    pub name_en: String,
    /// The province it lies in.
    pub province: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// Parks are no secret among people who are signed in; a visitor sees none.
fn visible_to(viewer: Viewer) -> Condition {
    if viewer == Viewer::Visitor { Condition::all().add(Column::Id.is_null()) } else { Condition::all() }
}

/// All parks by code; there are some dozens.
pub async fn all(connection: &impl ConnectionTrait, viewer: Viewer) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(visible_to(viewer)).order_by_asc(Column::Code).all(connection).await
}

/// One park.
pub async fn find(connection: &impl ConnectionTrait, viewer: Viewer, id: ParkId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(visible_to(viewer)).one(connection).await
}

/// Several parks at once.
pub async fn find_all(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    ids: Vec<ParkId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Id.is_in(ids)).filter(visible_to(viewer)).all(connection).await
}
