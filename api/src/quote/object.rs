//! A quote as clients see it.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use entity::catalogue::offer::PlanPart;
use entity::clock::Instant;
use entity::quote::content::Line;
use entity::quote::quote;
use entity::quote::state::State;
use entity::refusal::Refusal;
use entity::value::money::Money;

use super::page::QuotePage;
use crate::access::object::Person;
use crate::catalogue::object::SERVICE_PACKAGE;
use crate::catalogue::offer::PackageInstalment;
use crate::catalogue::vat::VatCategoryName;
use crate::contract::object::Contract;
use crate::desk::AtDesk;
use crate::document::object::Document;
use crate::error::{ApiError, Nullable, nullable};
use crate::inquiry::object::INQUIRY;
use crate::party::customer::Customer;
use crate::value::{Day, MoneyObject, NodeId};

/// Ids of quotes.
pub const QUOTE: NodeId = NodeId("Quote");

/// Where a version of a quote stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "QuoteState", remote = "State")]
pub enum QuoteState {
    /// Written, for the provider's eyes alone.
    Draft,
    /// Approved by an admin; it may go out.
    Approved,
    /// With the customer.
    Sent,
    /// Accepted by the customer's signatory.
    Accepted,
    /// Declined by the customer, with a reason.
    Declined,
    /// A newer version took its place.
    Superseded,
    /// Taken back by the provider, with a reason.
    Withdrawn,
    /// Its last day passed without an answer.
    Expired,
}

/// One version of what is offered (S2).
#[derive(Clone, Debug)]
pub struct Quote {
    row: quote::Model,
    page: Arc<QuotePage>,
}

impl Quote {
    /// One quote of a page.
    pub fn new(row: quote::Model, page: &Arc<QuotePage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }

    /// One quote by itself.
    pub fn alone(row: quote::Model) -> Self {
        let page = QuotePage::of(std::slice::from_ref(&row));
        Self { row, page }
    }

    fn ticks(&self, ticked_lines: Option<Vec<i32>>) -> Vec<i32> {
        ticked_lines.unwrap_or_else(|| self.row.ticked.0.clone())
    }
}

/// One version of what is offered (S2).
#[Object]
impl Quote {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        QUOTE.encode(self.row.id.0)
    }

    /// By what people know it, such as `BG-2026-7KQ4MX`.
    async fn reference(&self) -> &str {
        &self.row.reference
    }

    /// Which version of the inquiry's quotes it is, from 1.
    async fn number(&self) -> i32 {
        self.row.number
    }

    /// Where it stands today: what was not answered by the end of its last day has expired.
    async fn state(&self, ctx: &Context<'_>) -> Result<QuoteState, ApiError> {
        Ok(self.row.state_on(ctx.desk()?.by.today()).into())
    }

    /// What it is about.
    async fn title(&self) -> &str {
        &self.row.content.title
    }

    /// What is delivered.
    async fn lines(&self) -> Vec<QuoteLine> {
        let numbered = (1..).zip(&self.row.content.lines);
        let line = |(place, line): (i32, &Line)| QuoteLine {
            place,
            is_ticked: self.row.ticked.0.contains(&place),
            line: line.clone(),
            currency: self.row.content.currency,
        };
        numbered.map(line).collect()
    }

    /// What it comes to with the lines that are not optional and those ticked, by their place; with what was accepted
    /// when nothing is said.
    async fn total(&self, ctx: &Context<'_>, ticked_lines: Option<Vec<i32>>) -> Result<MoneyObject, ApiError> {
        let totals = self.row.content.totals(&self.ticks(ticked_lines)).map_err(Refusal::from)?;
        MoneyObject::at(ctx, totals.total)
    }

    /// The same without VAT.
    async fn net(&self, ctx: &Context<'_>, ticked_lines: Option<Vec<i32>>) -> Result<MoneyObject, ApiError> {
        let totals = self.row.content.totals(&self.ticks(ticked_lines)).map_err(Refusal::from)?;
        MoneyObject::at(ctx, totals.net)
    }

    /// The VAT on it, by the rates of the day it was drafted.
    async fn vat(&self, ctx: &Context<'_>, ticked_lines: Option<Vec<i32>>) -> Result<MoneyObject, ApiError> {
        let totals = self.row.content.totals(&self.ticks(ticked_lines)).map_err(Refusal::from)?;
        MoneyObject::at(ctx, totals.vat)
    }

    /// When the price is paid.
    async fn instalments(&self) -> Vec<PackageInstalment> {
        let parts: Vec<PlanPart> = self.row.content.instalments.0.clone();
        parts.into_iter().map(PackageInstalment).collect()
    }

    /// How many working days the work takes.
    async fn working_days(&self) -> i32 {
        self.row.content.working_days
    }

    /// The terms in words, warranty included.
    async fn terms(&self) -> &str {
        &self.row.content.terms
    }

    /// The last day on which it can be accepted, until midnight in the provider's zone.
    async fn valid_until(&self) -> Day {
        self.row.valid_until.into()
    }

    /// Why something that was selected is not in it; null when all of it is (P1).
    async fn omission(&self) -> Option<&str> {
        self.row.content.omission.as_deref()
    }

    /// Whether something departs from what was selected, so that accepting needs the consent to that (P1).
    async fn has_departures(&self) -> bool {
        self.row.content.has_departures()
    }

    /// The hash of everything it says; accepting names it.
    async fn content_hash(&self) -> &str {
        &self.row.content_hash
    }

    /// The global id of the inquiry it is for.
    async fn inquiry_id(&self) -> ID {
        INQUIRY.encode(self.row.inquiry_id.0)
    }

    /// The customer it is for.
    async fn customer(&self, ctx: &Context<'_>) -> Nullable<Customer> {
        nullable(async { self.page.customers.at(ctx.desk()?, Some(self.row.customer_id)).await }).await
    }

    /// Who wrote it; null for customers.
    async fn drafted_by(&self, ctx: &Context<'_>) -> Nullable<Person> {
        nullable(async { self.page.people.at(ctx.desk()?, self.row.drafted_by).await }).await
    }

    /// Who approved it; null for customers, and while nobody has.
    async fn approved_by(&self, ctx: &Context<'_>) -> Nullable<Person> {
        nullable(async { self.page.people.at(ctx.desk()?, self.row.approved_by).await }).await
    }

    /// When it went to the customer.
    async fn sent_at(&self) -> Option<Instant> {
        self.row.sent_at
    }

    /// When it was accepted or declined.
    async fn decided_at(&self) -> Option<Instant> {
        self.row.decided_at
    }

    /// Who of the customer accepted or declined it.
    async fn decided_by(&self, ctx: &Context<'_>) -> Nullable<Person> {
        nullable(async { self.page.people.at(ctx.desk()?, self.row.decided_by).await }).await
    }

    /// The network address they did it from; null for customers.
    async fn decided_from(&self, ctx: &Context<'_>) -> Nullable<&str> {
        let is_staff = ctx.desk().map(|desk| desk.by.viewer.is_staff());
        is_staff.map(|is_staff| self.row.decided_from.as_deref().filter(|_| is_staff)).transpose()
    }

    /// It as a PDF; null until it is sent. It can be accepted once this is frozen.
    async fn document(&self, ctx: &Context<'_>) -> Nullable<Document> {
        nullable(async { self.page.document(ctx.desk()?, self.row.id).await }).await
    }

    /// Why it was declined or withdrawn; customers see only why they declined.
    async fn ending_reason(&self, ctx: &Context<'_>) -> Nullable<&str> {
        let is_told = ctx.desk().map(|desk| desk.by.viewer.is_staff() || self.row.state == State::Declined);
        is_told.map(|is_told| self.row.ending_reason.as_deref().filter(|_| is_told)).transpose()
    }

    /// The contract that was drafted from it; null until it is accepted.
    async fn contract(&self, ctx: &Context<'_>) -> Nullable<Contract> {
        nullable(async { self.page.contracts.at(ctx.desk()?, QuotePage::contract_of(&self.row)).await }).await
    }

    /// Rises with every command on it; for `expectedVersion`.
    async fn version(&self) -> i64 {
        self.row.version
    }
}

/// One line of a quote.
#[derive(Clone, Debug)]
pub struct QuoteLine {
    place: i32,
    is_ticked: bool,
    line: Line,
    currency: entity::value::currency::Currency,
}

/// One line of a quote (S2).
#[Object]
impl QuoteLine {
    /// Its place in the quote, from 1; by it an optional line is ticked.
    async fn place(&self) -> i32 {
        self.place
    }

    /// What is delivered, in the viewer's language.
    async fn name(&self, ctx: &Context<'_>) -> Result<&str, ApiError> {
        Ok(self.line.name.in_locale(ctx.desk()?.locale))
    }

    /// The global id of the package it comes from; null for free text.
    async fn service_package_id(&self) -> Option<ID> {
        self.line.package_id.map(|id| SERVICE_PACKAGE.encode(id.0))
    }

    /// The price without VAT.
    async fn net(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, Money::new(self.line.net_minor, self.currency))
    }

    /// How it is taxed.
    async fn vat_category(&self) -> VatCategoryName {
        self.line.vat_category.into()
    }

    /// The rate on the day of drafting, in basis points.
    async fn vat_rate_basis_points(&self) -> i32 {
        self.line.vat_rate_basis_points
    }

    /// The warranty on it, in months from acceptance.
    async fn warranty_months(&self) -> i32 {
        self.line.warranty_months
    }

    /// Whether the customer may leave it out.
    async fn is_optional(&self) -> bool {
        self.line.is_optional
    }

    /// Whether the customer ticked it when they accepted.
    async fn is_ticked(&self) -> bool {
        self.is_ticked
    }

    /// Why it is offered although it was not selected; null where it was (P1).
    async fn departure(&self) -> Option<&str> {
        self.line.departure.as_deref()
    }
}
