//! Table: what was said to somebody who asked, on the provider's side alone (P1).

use super::inquiry::of_visible;
use crate::access::Viewer;
use crate::clock::Instant;
use crate::value::id::{ConsultationId, InquiryId, PersonId};
use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder};
use serde::{Deserialize, Serialize};

/// How somebody was talked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Channel {
    /// By telephone.
    Telephone,
    /// In a meeting.
    Meeting,
    /// In writing.
    Mail,
    /// On the customer's plot.
    SiteVisit,
}

/// One talk.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consultation")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConsultationId,
    /// About which inquiry.
    pub inquiry_id: InquiryId,
    /// How.
    pub channel: Channel,
    /// On which day.
    pub held_on: NaiveDate,
    /// By whom of the staff.
    pub held_by: PersonId,
    /// What was said.
    pub note: String,
    /// When it was entered.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// The talks about several inquiries, the oldest first; staff alone see them, as far as they see the inquiries.
pub async fn of_inquiries(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    inquiry_ids: Vec<InquiryId>,
) -> Result<Vec<Model>, DbErr> {
    let nobody_else = Some(Column::Id.is_null()).filter(|_| !viewer.is_staff());
    Entity::find()
        .filter(Column::InquiryId.is_in(inquiry_ids))
        .filter(of_visible(viewer, Column::InquiryId))
        .filter(Condition::all().add_option(nobody_else))
        .order_by_asc(Column::HeldOn)
        .order_by_asc(Column::Id)
        .all(connection)
        .await
}
