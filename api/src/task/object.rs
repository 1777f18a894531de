//! A task as clients see it.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use entity::clock::Instant;
use entity::task::{Kind, Model};

use crate::access::object::Person;
use crate::access::people::People;
use crate::contract::contracts::Contracts;
use crate::contract::object::Contract;
use crate::desk::AtDesk;
use crate::error::{ApiError, Nullable, nullable};
use crate::value::NodeId;

/// Ids of tasks.
pub const STAFF_TASK: NodeId = NodeId("StaffTask");

/// What needs a person.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "StaffTaskKind", remote = "Kind")]
pub enum StaffTaskKind {
    /// A sum is still owed at the end of its ladder (C5).
    PaymentOverdue,
    /// A mail will not be sent.
    MailFailed,
    /// Nobody can say whether a mail was handed over.
    MailUnknown,
    /// A mail came back.
    MailBounced,
    /// Somebody is to be told something, but there is no address.
    AddressMissing,
    /// Somebody is to be told something, but mail to the address came back before.
    AddressBounced,
    /// The customer has not answered a completion report by the day asked for (S6).
    AcceptanceUnanswered,
    /// A warranty claim waits for its answer (P3, P5).
    ClaimToAnswer,
    /// Nobody answered an inquiry in time (P3).
    InquiryUnanswered,
    /// Work that is not the customer's is about to be due, due or overdue (S4).
    WorkItemDue,
    /// Nobody answered a warranty claim in time (P3).
    ClaimUnanswered,
    /// A support ticket waits for its answer (P3, S7).
    TicketToAnswer,
    /// Nobody answered a support ticket in time (P3).
    TicketUnanswered,
    /// An authority waits for more (S4).
    SupplementAsked,
    /// A job was given up.
    JobFailed,
    /// A paper could not be made, or not in time for its mail.
    DocumentFailed,
    /// A date depends on a year whose days off are not announced yet.
    CalendarProvisional,
}

/// What hangs on a page of tasks, each read once for all of them.
#[derive(Debug)]
pub struct StaffTaskPage {
    contracts: Contracts,
    people: People,
}

/// Something that needs a person of the provider.
#[derive(Clone, Debug)]
pub struct StaffTask {
    row: Model,
    page: Arc<StaffTaskPage>,
}

impl StaffTaskPage {
    /// The page of these tasks.
    pub fn of(rows: &[Model]) -> Arc<Self> {
        Arc::new(Self {
            contracts: Contracts::to(rows.iter().filter_map(|row| row.contract_id)),
            people: People::to(rows.iter().filter_map(|row| row.resolved_by)),
        })
    }
}

impl StaffTask {
    /// One task of a page.
    pub fn new(row: Model, page: &Arc<StaffTaskPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }

    /// One task by itself.
    pub fn alone(row: Model) -> Self {
        let page = StaffTaskPage::of(std::slice::from_ref(&row));
        Self { row, page }
    }
}

/// Something that needs a person of the provider, since when, and how it ended.
#[Object]
impl StaffTask {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        STAFF_TASK.encode(self.row.id.0)
    }

    /// What it is about.
    async fn kind(&self) -> StaffTaskKind {
        self.row.kind.into()
    }

    /// What happened and what to do.
    async fn detail(&self, ctx: &Context<'_>) -> Result<&str, ApiError> {
        Ok(self.row.detail.in_locale(ctx.desk()?.locale))
    }

    /// The contract it belongs to, if any.
    async fn contract(&self, ctx: &Context<'_>) -> Nullable<Contract> {
        nullable(async { self.page.contracts.at(ctx.desk()?, self.row.contract_id).await }).await
    }

    /// The global id of what it is about; null for addresses and the calendar.
    async fn subject_id(&self) -> Option<ID> {
        let node = match self.row.kind {
            Kind::PaymentOverdue => NodeId("Instalment"),
            Kind::MailFailed | Kind::MailUnknown | Kind::MailBounced => NodeId("Mail"),
            Kind::AcceptanceUnanswered => NodeId("AcceptanceRound"),
            Kind::InquiryUnanswered => NodeId("Inquiry"),
            Kind::ClaimToAnswer | Kind::ClaimUnanswered => NodeId("WarrantyClaim"),
            Kind::TicketToAnswer | Kind::TicketUnanswered => NodeId("SupportTicket"),
            Kind::WorkItemDue | Kind::SupplementAsked => NodeId("WorkItem"),
            Kind::JobFailed => NodeId("JobRun"),
            Kind::DocumentFailed => NodeId("Document"),
            Kind::AddressMissing | Kind::AddressBounced | Kind::CalendarProvisional => return None,
        };
        self.row.subject_id.map(|id| node.encode(id))
    }

    /// Since when.
    async fn raised_at(&self) -> Instant {
        self.row.raised_at
    }

    /// When it ended; null while it is open.
    async fn resolved_at(&self) -> Option<Instant> {
        self.row.resolved_at
    }

    /// Who dealt with it; null when it ended by itself.
    async fn resolved_by(&self, ctx: &Context<'_>) -> Nullable<Person> {
        nullable(async { self.page.people.at(ctx.desk()?, self.row.resolved_by).await }).await
    }

    /// How it ended.
    async fn resolution(&self) -> Option<&str> {
        self.row.resolution.as_deref()
    }
}
