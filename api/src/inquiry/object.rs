//! An inquiry as clients see it.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use entity::clock::Instant;
use entity::inquiry::inquiry;
use entity::inquiry::state::State;

use super::consultation::Consultation;
use super::page::InquiryPage;
use crate::access::object::{LocaleName, Person};
use crate::catalogue::object::ServicePackage;
use crate::desk::AtDesk;
use crate::error::{ApiError, Nullable, nullable};
use crate::party::customer::Customer;
use crate::quote::object::Quote;
use crate::value::{Day, NodeId};

/// Ids of inquiries.
pub const INQUIRY: NodeId = NodeId("Inquiry");

/// Where an inquiry stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "InquiryState", remote = "State")]
pub enum InquiryState {
    /// Nobody has answered yet.
    Received,
    /// Somebody has talked to whoever asked.
    InConsultation,
    /// A quote was sent.
    Quoted,
    /// A quote was accepted.
    Won,
    /// Nothing comes of it, with a reason.
    Lost,
}

/// What somebody asks about (S1).
#[derive(Clone, Debug)]
pub struct Inquiry {
    row: inquiry::Model,
    page: Arc<InquiryPage>,
}

impl Inquiry {
    /// One inquiry of a page.
    pub fn new(row: inquiry::Model, page: &Arc<InquiryPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }

    /// One inquiry by itself.
    pub fn alone(row: inquiry::Model) -> Self {
        let page = InquiryPage::of(std::slice::from_ref(&row));
        Self { row, page }
    }
}

/// What somebody asks about (S1).
#[Object]
impl Inquiry {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        INQUIRY.encode(self.row.id.0)
    }

    /// By what people know it, such as `YC-2026-7KQ4MX`.
    async fn reference(&self) -> &str {
        &self.row.reference
    }

    /// Where it stands.
    async fn state(&self) -> InquiryState {
        self.row.state.into()
    }

    /// Who asks.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// Where the answer goes.
    async fn email(&self) -> &str {
        self.row.email.as_str()
    }

    /// How else they are reached.
    async fn phone(&self) -> Option<&str> {
        self.row.phone.as_deref()
    }

    /// Of which company they say they are.
    async fn company(&self) -> &str {
        &self.row.company
    }

    /// What they want to know, in their words.
    async fn message(&self) -> &str {
        &self.row.message
    }

    /// The packages they selected, in their order (P1).
    async fn packages(&self, ctx: &Context<'_>) -> Result<Vec<ServicePackage>, ApiError> {
        self.page.packages(ctx.desk()?, &self.row.package_ids).await
    }

    /// The language in which they are answered.
    async fn locale(&self) -> LocaleName {
        self.row.locale.into()
    }

    /// The version of the text to which they consented when they asked.
    async fn consent_version(&self) -> &str {
        &self.row.consent_version
    }

    /// When it came in.
    async fn received_at(&self) -> Instant {
        self.row.created_at
    }

    /// By when it is to be answered, counted in working hours (P3).
    async fn answer_by(&self) -> Instant {
        self.row.answer_by
    }

    /// When it was answered first; null while it is not.
    async fn answered_at(&self) -> Option<Instant> {
        self.row.answered_at
    }

    /// Whether it was answered too late, or is not answered although it should be.
    async fn is_late(&self, ctx: &Context<'_>) -> Result<bool, ApiError> {
        Ok(self.row.is_late(ctx.desk()?.by.now))
    }

    /// Who of the staff answers; null until somebody takes it, and for customers.
    async fn assigned_to(&self, ctx: &Context<'_>) -> Nullable<Person> {
        nullable(async { self.page.people.at(ctx.desk()?, self.row.assigned_to).await }).await
    }

    /// The customer it belongs to; null until a visitor's inquiry is linked to one.
    async fn customer(&self, ctx: &Context<'_>) -> Nullable<Customer> {
        nullable(async { self.page.customers.at(ctx.desk()?, self.row.customer_id).await }).await
    }

    /// What was said to them, the oldest first; staff alone see it (P1).
    async fn consultations(&self, ctx: &Context<'_>) -> Result<Vec<Consultation>, ApiError> {
        let rows = self.page.consultations(ctx.desk()?, self.row.id).await?;
        Ok(rows.iter().cloned().map(|row| Consultation::new(row, &self.page)).collect())
    }

    /// The day on which it was won or lost.
    async fn closed_on(&self) -> Option<Day> {
        self.row.closed_on.map(Day)
    }

    /// Why nothing came of it; staff alone see it.
    async fn lost_reason(&self, ctx: &Context<'_>) -> Nullable<&str> {
        let is_staff = ctx.desk().map(|desk| desk.by.viewer.is_staff());
        is_staff.map(|is_staff| self.row.lost_reason.as_deref().filter(|_| is_staff)).transpose()
    }

    /// What was offered for it, version by version, the oldest first; customers see what was sent to them.
    async fn quotes(&self, ctx: &Context<'_>) -> Result<Vec<Quote>, ApiError> {
        self.page.quotes(ctx.desk()?, self.row.id).await
    }

    /// Rises with every command on it; for `expectedVersion`.
    async fn version(&self) -> i64 {
        self.row.version
    }
}
