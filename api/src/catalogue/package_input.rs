//! A package as somebody enters it, the same whether it is new or changed.

use async_graphql::InputObject;
use entity::catalogue::record_package::PackageInput;
use entity::refusal::Words;

use super::offer::PackageOfferInput;
use super::vat::VatCategoryName;
use crate::value::CurrencyCode;

/// What is known of a package; the whole of it at once.
#[derive(InputObject)]
pub struct PackageDetailsInput {
    /// A short code: capital letters, digits and `-`; up to 20, unique.
    pub code: String,
    /// The name in Vietnamese, 1 to 200 characters.
    pub name_vi: String,
    /// The name in English, 1 to 200 characters.
    pub name_en: String,
    /// What it is for, in Vietnamese, 1 to 2,000 characters.
    pub summary_vi: String,
    /// What it is for, in English, 1 to 2,000 characters.
    pub summary_en: String,
    /// The list price without VAT as a decimal with a point, more than nothing.
    pub price: String,
    /// The currency of the price.
    #[graphql(default_with = "CurrencyCode::Vnd")]
    pub currency: CurrencyCode,
    /// How it is taxed.
    pub vat_category: VatCategoryName,
    /// How long the provider warrants it, 0 to 120 months from acceptance.
    pub warranty_months: i32,
    /// What it comes with: workflow, instalments, response time; nothing when it is left out.
    pub offer: Option<PackageOfferInput>,
}

impl From<PackageDetailsInput> for PackageInput {
    fn from(details: PackageDetailsInput) -> Self {
        Self {
            code: details.code,
            name: Words::new(details.name_vi, details.name_en),
            summary: Words::new(details.summary_vi, details.summary_en),
            currency: details.currency.into(),
            price: details.price,
            vat_category: details.vat_category.into(),
            warranty_months: details.warranty_months,
            offer: details.offer.map(Into::into).unwrap_or_default(),
        }
    }
}
