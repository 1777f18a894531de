//! Table: a customer company, and to whom its bills go.

use super::kind::CustomerKind;
use crate::access::Viewer;
use crate::calendar::zone::Zone;
use crate::clock::Instant;
use crate::database::window::{Rows, Window};
use crate::value::email::Email;
use crate::value::id::{CustomerId, ParkId};
use crate::value::locale::Locale;
use crate::value::tax_code::TaxCode;
use crate::value::text::{folded, like_escaped};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::LikeExpr;
use sea_orm::{Condition, FromJsonQueryResult, PaginatorTrait};
use serde::{Deserialize, Serialize};

/// Who gets a copy of the bills: five addresses at most.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Copies(pub Vec<Email>);

/// A company the provider works for.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "customer")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CustomerId,
    /// The full name.
    pub name: String,
    /// The name without case and diacritics, for search and order.
    pub name_folded: String,
    /// The tax code; one company per code.
    #[sea_orm(unique)]
    pub tax_code: TaxCode,
    /// What decides the currencies it may agree on.
    pub kind: CustomerKind,
    /// The registered address.
    pub address: String,
    /// The park it is in, if any.
    pub park_id: Option<ParkId>,
    /// Its plot there.
    pub plot: Option<String>,
    /// The person or department bills are addressed to.
    pub billing_name: String,
    /// Where bills go; `None` while no address is known, which stands before staff as a task.
    pub billing_email: Option<Email>,
    /// Who gets a copy.
    pub billing_cc: Copies,
    /// The language of its mail.
    pub locale: Locale,
    /// The zone in which the hour of sending is meant.
    pub zone: Zone,
    /// Rises with every change.
    pub version: i64,
    /// When it was entered.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// Which companies are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only those with this text in their name (case and diacritics do not count), or with this tax code.
    pub search: Option<String>,
    /// Only those in this park.
    pub park_id: Option<ParkId>,
}

/// Staff see every company; a customer's person sees the own one; visitors see none.
pub fn visible_to(viewer: Viewer) -> Condition {
    if viewer.is_staff() {
        return Condition::all();
    }
    Condition::all().add(viewer.customer_id().map_or_else(|| Column::Id.is_null(), |id| Column::Id.eq(id)))
}

/// One company, if the viewer may see it.
pub async fn find(connection: &impl ConnectionTrait, viewer: Viewer, id: CustomerId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(visible_to(viewer)).one(connection).await
}

/// Several companies at once, as far as the viewer may see them.
pub async fn find_all(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    ids: Vec<CustomerId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Id.is_in(ids)).filter(visible_to(viewer)).all(connection).await
}

/// A page of companies by folded name.
pub async fn page(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    filter: &Filter,
    window: Window<(String, CustomerId)>,
) -> Result<Rows<Model>, DbErr> {
    let reach = window.reach(Column::NameFolded, false, |(name, _)| name.clone());
    let list =
        Entity::find().filter(filter.condition(viewer)).filter(reach).cursor_by((Column::NameFolded, Column::Id));
    window.over(list, connection).await
}

/// How many companies the filter leaves of those the viewer may see.
pub async fn count(connection: &impl ConnectionTrait, viewer: Viewer, filter: &Filter) -> Result<u64, DbErr> {
    Entity::find().filter(filter.condition(viewer)).count(connection).await
}

impl Filter {
    fn condition(&self, viewer: Viewer) -> Condition {
        let search = self.search.as_ref().map(|text| {
            let pattern = format!("%{}%", like_escaped(&folded(text)));
            Condition::any()
                .add(Column::NameFolded.like(LikeExpr::new(pattern).escape('\\')))
                .add(Column::TaxCode.eq(text.trim()))
        });
        visible_to(viewer).add_option(search).add_option(self.park_id.map(|id| Column::ParkId.eq(id)))
    }
}
