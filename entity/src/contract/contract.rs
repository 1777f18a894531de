//! Table: a contract with a customer.

use super::lifecycle::Lifecycle;
use super::scope::visible_to;
use crate::access::Viewer;
use crate::clock::Instant;
use crate::value::currency::Currency;
use crate::value::id::{ContractId, CustomerId};
use crate::value::money::Money;
use crate::value::text;
use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

/// No reference is longer.
const LONGEST_REFERENCE: usize = 64;

/// What was agreed, and on which days it moved on.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract")]
pub struct Model {
    /// Id; also the id of its audit chain.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContractId,
    /// By what people know it, such as `HD-2026-7KQ4MX`; tells nothing of how many there are.
    #[sea_orm(unique)]
    pub reference: String,
    /// With whom.
    pub customer_id: CustomerId,
    /// What it is about.
    pub title: String,
    /// The title without case and diacritics, for search.
    pub title_folded: String,
    /// Where it stands.
    pub state: Lifecycle,
    /// Rises with every command on it.
    pub version: i64,
    /// The currency of every amount of it.
    pub currency: Currency,
    /// The price without VAT, in minor units.
    pub net_minor: i64,
    /// The VAT on it, by the rates of the day of signing.
    pub vat_minor: i64,
    /// Both together: what the instalments add up to.
    pub total_minor: i64,
    /// The warranty in words.
    pub warranty_terms: String,
    /// When both had signed (S2).
    pub signed_on: Option<NaiveDate>,
    /// When work began (S4).
    pub started_on: Option<NaiveDate>,
    /// When it was reported done (S5).
    pub finished_on: Option<NaiveDate>,
    /// When the customer accepted (S6); the warranty counts from here.
    pub accepted_on: Option<NaiveDate>,
    /// When both signed that everything is settled ("thanh lý"); may lie before the end of the warranty.
    pub liquidated_on: Option<NaiveDate>,
    /// When it was closed.
    pub closed_on: Option<NaiveDate>,
    /// When it was given up before signing.
    pub cancelled_on: Option<NaiveDate>,
    /// When it was ended early.
    pub terminated_on: Option<NaiveDate>,
    /// Why it was cancelled or terminated.
    pub ending_reason: Option<String>,
    /// How a terminated contract was settled.
    pub settlement_note: Option<String>,
    /// When it was entered.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The price without VAT.
    pub fn net(&self) -> Money {
        Money::new(self.net_minor, self.currency)
    }

    /// The VAT on it.
    pub fn vat(&self) -> Money {
        Money::new(self.vat_minor, self.currency)
    }

    /// What the customer pays in all.
    pub fn total(&self) -> Money {
        Money::new(self.total_minor, self.currency)
    }
}

/// One contract, if the viewer may see it.
pub async fn find(connection: &impl ConnectionTrait, viewer: Viewer, id: ContractId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(visible_to(viewer)).one(connection).await
}

/// One contract by its reference, in whatever case it was typed.
pub async fn by_reference(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    reference: &str,
) -> Result<Option<Model>, DbErr> {
    // A text that cannot be a reference is of no contract; some letters no database takes.
    let Ok(reference) = text::line(reference, LONGEST_REFERENCE) else { return Ok(None) };
    Entity::find()
        .filter(Column::Reference.eq(reference.to_uppercase()))
        .filter(visible_to(viewer))
        .one(connection)
        .await
}

/// Several contracts at once, as far as the viewer may see them.
pub async fn find_all(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    ids: Vec<ContractId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Id.is_in(ids)).filter(visible_to(viewer)).all(connection).await
}
