//! `addVatRate`.

use async_graphql::{Context, InputObject, SimpleObject};
use entity::access::Permission;
use entity::catalogue::record_vat_rate::{self, RateInput};

use super::vat::{VatCategoryName, VatRate};
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// A rate and the days it holds.
#[derive(InputObject)]
pub struct AddVatRateInput {
    /// For which category.
    pub category: VatCategoryName,
    /// In basis points, 0 to 10,000: 800 is 8 %.
    pub rate_basis_points: i32,
    /// The first day it holds; after that of every rate of the category.
    pub valid_from: Day,
    /// The last day it holds, if an end is known.
    pub valid_to: Option<Day>,
}

/// The rate that was added.
#[derive(SimpleObject)]
pub struct AddVatRatePayload {
    /// As it is now.
    pub vat_rate: VatRate,
}

/// Adds a VAT rate after those of its category; one without an end ends the day before. Admins do.
pub async fn run(ctx: &Context<'_>, input: AddVatRateInput) -> Result<AddVatRatePayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::Administer)?;
    let rate = RateInput {
        category: input.category.into(),
        rate_basis_points: input.rate_basis_points,
        valid_from: input.valid_from.0,
        valid_to: input.valid_to.map(|day| day.0),
    };
    let row = desk.write(async |write| record_vat_rate::add_rate(write, &desk.by, rate).await).await?;
    Ok(AddVatRatePayload { vat_rate: VatRate(row) })
}
