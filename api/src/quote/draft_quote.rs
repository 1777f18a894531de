//! `draftQuote`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::catalogue::offer::InstalmentPlan;
use entity::quote::entering::{Draft, LineInput};
use entity::quote::record_draft::draft_quote;
use entity::refusal::{Mistakes, Words};
use entity::value::id::{InquiryId, ServicePackageId};

use super::object::Quote;
use crate::catalogue::object::SERVICE_PACKAGE;
use crate::catalogue::offer::PackageInstalmentInput;
use crate::catalogue::vat::VatCategoryName;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::inquiry::object::INQUIRY;
use crate::value::{CurrencyCode, Day};

/// The next version of what is offered for an inquiry.
#[derive(InputObject)]
pub struct DraftQuoteInput {
    /// For which inquiry; it must belong to a customer.
    pub inquiry_id: ID,
    /// What it is about, 1 to 200 characters.
    pub title: String,
    /// The currency of every amount; the customer's kind must allow it.
    #[graphql(default_with = "CurrencyCode::Vnd")]
    pub currency: CurrencyCode,
    /// 1 to 50 lines, one at least not optional.
    pub lines: Vec<QuoteLineInput>,
    /// When the price is paid: parts that are the whole of it.
    pub instalments: Vec<PackageInstalmentInput>,
    /// How many working days the work takes, 1 to 1,000.
    pub working_days: i32,
    /// The terms in words, warranty included, 1 to 4,000 characters.
    pub terms: String,
    /// The last day on which it can be accepted: today or later, within a year.
    pub valid_until: Day,
    /// Why a package that was selected is not among the lines; needed when one is missing (P1).
    pub omission: Option<String>,
}

/// One line: from a package, with what departs from it, or as free text with everything said.
#[derive(InputObject)]
pub struct QuoteLineInput {
    /// The package it comes from.
    pub service_package_id: Option<ID>,
    /// The name in Vietnamese; the package's if it is not said.
    pub name_vi: Option<String>,
    /// The name in English; that in Vietnamese if only this one is said.
    pub name_en: Option<String>,
    /// The price without VAT as a decimal with a point; the package's if it is not said.
    pub net: Option<String>,
    /// How it is taxed; as the package if it is not said.
    pub vat_category: Option<VatCategoryName>,
    /// 0 to 120 months; the package's if it is not said.
    pub warranty_months: Option<i32>,
    /// Whether the customer may leave it out.
    #[graphql(default)]
    pub is_optional: bool,
    /// Why it is offered although the customer did not select it; needed then (P1).
    pub departure: Option<String>,
}

/// The version that was written.
#[derive(SimpleObject)]
pub struct DraftQuotePayload {
    /// For the provider's eyes until it is sent.
    pub quote: Quote,
}

/// Writes the next version; one that is still live is superseded (S2). Staff do.
pub async fn run(ctx: &Context<'_>, input: DraftQuoteInput) -> Result<DraftQuotePayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let id = INQUIRY.decode(&input.inquiry_id).map(InquiryId).ok_or(ApiError::NotFound)?;
    let draft = input.parse()?;
    let row = desk.write(async |write| draft_quote(write, &desk.by, id, &draft).await).await?;
    Ok(DraftQuotePayload { quote: Quote::alone(row) })
}

impl DraftQuoteInput {
    fn parse(self) -> Result<Draft, ApiError> {
        let mut mistakes = Mistakes::default();
        let lines = self.lines.into_iter().enumerate();
        let lines = lines.map(|(place, line)| line.parse(&mut mistakes, place)).collect();
        mistakes.finish()?;
        Ok(Draft {
            title: self.title,
            currency: self.currency.into(),
            lines,
            instalments: InstalmentPlan(self.instalments.into_iter().map(Into::into).collect()),
            working_days: self.working_days,
            terms: self.terms,
            valid_until: self.valid_until.0,
            omission: self.omission,
        })
    }
}

impl QuoteLineInput {
    fn parse(self, mistakes: &mut Mistakes, place: usize) -> LineInput {
        let field = format!("lines.{place}.servicePackageId");
        let package_id =
            self.service_package_id.map(|id| ServicePackageId(SERVICE_PACKAGE.take(mistakes, &field, &id)));
        let name_en = self.name_en;
        LineInput {
            package_id,
            name: self.name_vi.map(|vi| Words::new(vi.clone(), name_en.unwrap_or(vi))),
            net: self.net,
            vat_category: self.vat_category.map(Into::into),
            warranty_months: self.warranty_months,
            is_optional: self.is_optional,
            departure: self.departure,
        }
    }
}
