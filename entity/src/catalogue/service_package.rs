//! Table: a product of the catalogue, in both languages (P1).

use super::offer::{InstalmentPlan, Workflow};
use super::vat::VatCategory;
use crate::access::Viewer;
use crate::clock::Instant;
use crate::database::window::{Rows, Window};
use crate::value::currency::Currency;
use crate::value::id::ServicePackageId;
use crate::value::money::Money;
use crate::value::text::{folded, like_escaped};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::LikeExpr;
use sea_orm::{Condition, PaginatorTrait};

/// What a customer can choose.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "service_package")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ServicePackageId,
    /// A short code people use, such as `ENV-PERMIT`.
    #[sea_orm(unique)]
    pub code: String,
    /// The name in Vietnamese.
    pub name_vi: String,
    /// The name in English.
    pub name_en: String,
    /// What it is for, in Vietnamese.
    pub summary_vi: String,
    /// What it is for, in English.
    pub summary_en: String,
    /// Code, names and summaries without case and diacritics, for search.
    pub search_folded: String,
    /// The currency of the price.
    pub currency: Currency,
    /// The list price without VAT, in minor units.
    pub price_minor: i64,
    /// How it is taxed.
    pub vat_category: VatCategory,
    /// How long the provider warrants it, 0 to 120 months.
    pub warranty_months: i32,
    /// What is usually done, by whom, in which order.
    pub workflow: Workflow,
    /// When the price is usually paid.
    pub instalment_plan: InstalmentPlan,
    /// Within how many working hours an inquiry about it is answered (P3); `None` where nothing was promised.
    pub response_hours: Option<i32>,
    /// Since when it is no longer offered.
    pub retired_at: Option<Instant>,
    /// Rises with every change.
    pub version: i64,
    /// When it was entered.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The list price without VAT.
    pub fn price(&self) -> Money {
        Money::new(self.price_minor, self.currency)
    }
}

/// Staff see every package; everybody else those that are offered.
fn visible_to(viewer: Viewer) -> Condition {
    if viewer.is_staff() { Condition::all() } else { Condition::all().add(Column::RetiredAt.is_null()) }
}

/// One package.
pub async fn find(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    id: ServicePackageId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(visible_to(viewer)).one(connection).await
}

/// Several packages at once, as far as the viewer may see them.
pub async fn find_all(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    ids: Vec<ServicePackageId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Id.is_in(ids)).filter(visible_to(viewer)).all(connection).await
}

/// The packages of these codes, as far as the viewer may see them.
pub async fn by_codes(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    codes: &[String],
) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Code.is_in(codes)).filter(visible_to(viewer)).all(connection).await
}

/// A page of packages by code; `search` looks into code, names and summaries of both languages.
pub async fn page(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    search: Option<&str>,
    window: Window<String>,
) -> Result<Rows<Model>, DbErr> {
    let list = Entity::find().filter(condition(viewer, search)).cursor_by(Column::Code);
    window.over(list, connection).await
}

/// How many packages the search leaves of those the viewer may see.
pub async fn count(connection: &impl ConnectionTrait, viewer: Viewer, search: Option<&str>) -> Result<u64, DbErr> {
    Entity::find().filter(condition(viewer, search)).count(connection).await
}

fn condition(viewer: Viewer, search: Option<&str>) -> Condition {
    let matches = search.map(|text| {
        let pattern = format!("%{}%", like_escaped(&folded(text)));
        Column::SearchFolded.like(LikeExpr::new(pattern).escape('\\'))
    });
    visible_to(viewer).add_option(matches)
}
