//! A talk with somebody who asked, as staff see it.

use std::sync::Arc;

use async_graphql::{Context, Enum, Object};
use entity::inquiry::consultation::{self, Channel};

use super::page::InquiryPage;
use crate::access::object::Person;
use crate::desk::AtDesk;
use crate::error::{Nullable, nullable};
use crate::value::Day;

/// How somebody was talked to.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "ConsultationChannel", remote = "Channel")]
pub enum ConsultationChannel {
    /// By telephone.
    Telephone,
    /// In a meeting.
    Meeting,
    /// In writing.
    Mail,
    /// On the customer's plot.
    SiteVisit,
}

/// One talk (P1).
#[derive(Clone, Debug)]
pub struct Consultation {
    row: consultation::Model,
    page: Arc<InquiryPage>,
}

impl Consultation {
    /// A talk about an inquiry of that page.
    pub fn new(row: consultation::Model, page: &Arc<InquiryPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }
}

/// One talk (P1).
#[Object]
impl Consultation {
    /// How.
    async fn channel(&self) -> ConsultationChannel {
        self.row.channel.into()
    }

    /// On which day.
    async fn held_on(&self) -> Day {
        self.row.held_on.into()
    }

    /// By whom.
    async fn held_by(&self, ctx: &Context<'_>) -> Nullable<Person> {
        nullable(async { self.page.consultant(ctx.desk()?, self.row.held_by).await }).await
    }

    /// What was said.
    async fn note(&self) -> &str {
        &self.row.note
    }
}
