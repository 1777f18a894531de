//! A mail as clients see it.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entity::clock::Instant;
use entity::mail::Model;

use super::address::address_for;
use super::page::MailPage;
use super::state::MailState;
use crate::access::object::{LocaleName, Person};
use crate::desk::AtDesk;
use crate::error::{ApiError, Nullable, nullable};
use crate::notice::kind::NoticeKind;
use crate::notice::object::Notice;
use crate::party::customer::Customer;
use crate::value::{Day, NodeId};

/// Ids of mails.
pub const MAIL: NodeId = NodeId("Mail");

/// What goes out to one address, at most once.
#[derive(Clone, Debug)]
pub struct Mail {
    row: Model,
    page: Arc<MailPage>,
}

impl Mail {
    /// One mail of a page.
    pub fn new(row: Model, page: &Arc<MailPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }

    /// One mail by itself.
    pub fn alone(row: Model) -> Self {
        let page = MailPage::of(std::slice::from_ref(&row));
        Self { row, page }
    }
}

/// What goes out to one address, at most once. Tries go by the machine clock, all else by the business clock.
#[Object]
impl Mail {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        MAIL.encode(self.row.id.0)
    }

    /// What it tells.
    async fn kind(&self) -> NoticeKind {
        self.row.kind.into()
    }

    /// Where it stands.
    async fn state(&self) -> MailState {
        self.row.state.into()
    }

    /// Where it goes; shortened for everybody but staff and the recipient.
    async fn to(&self, ctx: &Context<'_>) -> Result<String, ApiError> {
        Ok(address_for(ctx.desk()?, self.row.address.as_str()))
    }

    /// Who gets a copy; shortened as `to`.
    async fn cc(&self, ctx: &Context<'_>) -> Result<Vec<String>, ApiError> {
        let desk = ctx.desk()?;
        Ok(self.row.cc.0.iter().map(|copy| address_for(desk, copy.as_str())).collect())
    }

    /// In which language it is written.
    async fn locale(&self) -> LocaleName {
        self.row.locale.into()
    }

    /// Its subject; null until it is written.
    async fn subject(&self) -> Option<&str> {
        self.row.subject.as_deref()
    }

    /// The Message-ID header, without angle brackets; the same whatever happens to the mail.
    async fn message_id(&self) -> &str {
        &self.row.message_id
    }

    /// The day it is or was meant for.
    async fn planned_on(&self) -> Day {
        self.row.planned_on.into()
    }

    /// Not before this moment.
    async fn not_before(&self) -> Instant {
        self.row.not_before
    }

    /// When it was planned.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }

    /// How often a worker has taken it.
    async fn attempts(&self) -> i32 {
        self.row.attempts
    }

    /// When it is tried next, by the machine clock; null when it is not to be tried, or at its moment.
    async fn next_try_at(&self) -> Option<Instant> {
        let waits = matches!(self.row.state, entity::mail::state::State::Planned) && self.row.attempts > 0;
        waits.then_some(self.row.next_try_at)
    }

    /// What the mail server answered, or why it was not sent; for staff.
    async fn answer(&self, ctx: &Context<'_>) -> Nullable<&str> {
        ctx.desk().map(|desk| self.row.answer.as_deref().filter(|_| desk.by.viewer.is_staff())).transpose()
    }

    /// When the mail server took it.
    async fn handed_over_at(&self) -> Option<Instant> {
        self.row.handed_over_at
    }

    /// When it reached the state it is in.
    async fn settled_at(&self) -> Option<Instant> {
        self.row.settled_at
    }

    /// The day it came back.
    async fn bounced_on(&self) -> Option<Day> {
        self.row.bounced_on.map(Into::into)
    }

    /// The mail it repeats, when a person asked for that.
    async fn resend_of(&self, ctx: &Context<'_>) -> Nullable<Self> {
        nullable(async { self.page.originals.at(ctx.desk()?, self.row.resend_of).await }).await
    }

    /// The person who asked for it to be sent again.
    async fn resent_by(&self, ctx: &Context<'_>) -> Nullable<Person> {
        nullable(async { self.page.people.at(ctx.desk()?, self.row.resent_by).await }).await
    }

    /// What it says, as far as the viewer may see it.
    async fn notices(&self, ctx: &Context<'_>) -> Result<Vec<Notice>, ApiError> {
        let carried = self.page.notices(ctx.desk()?, &self.row).await?;
        Ok(carried.iter().map(|(row, page)| Notice::new(row.clone(), page)).collect())
    }

    /// The company it is written to or about, if any.
    async fn customer(&self, ctx: &Context<'_>) -> Nullable<Customer> {
        nullable(async { self.page.customers.at(ctx.desk()?, self.row.customer_id).await }).await
    }
}
