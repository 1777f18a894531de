//! A notice as clients see it.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};
use entity::clock::Instant;
use entity::notice::{Content, Model, RecipientKey};

use super::kind::{NoticeKind, NoticeState, SkipReasonName};
use super::page::NoticePage;
use crate::contract::object::Contract;
use crate::desk::AtDesk;
use crate::error::{Nullable, nullable};
use crate::mail::address::address_for;
use crate::mail::object::Mail;
use crate::party::customer::Customer;
use crate::reminder::kind::{REMINDER, ToneName};
use crate::value::NodeId;

/// Ids of notices.
pub const NOTICE: NodeId = NodeId("Notice");

/// That somebody is told something, and what became of it.
#[derive(Clone, Debug)]
pub struct Notice {
    row: Model,
    page: Arc<NoticePage>,
}

/// Who is told.
#[derive(SimpleObject, Clone, Debug)]
pub struct NoticeRecipient {
    /// Their name, or to whom the company's bills are addressed.
    name: String,
    /// Where they are reached at present; shortened for everybody but staff and themselves.
    address: Option<String>,
    /// Whether it is the billing contact of a company.
    is_billing_contact: bool,
}

impl Notice {
    /// One notice of a page.
    pub fn new(row: Model, page: &Arc<NoticePage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }

    /// One notice by itself.
    pub fn alone(row: Model) -> Self {
        let page = NoticePage::of(std::slice::from_ref(&row));
        Self { row, page }
    }
}

/// That somebody is told something, and what became of it.
#[Object]
impl Notice {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        NOTICE.encode(self.row.id.0)
    }

    /// What sort of thing is told.
    async fn kind(&self) -> NoticeKind {
        self.row.kind.into()
    }

    /// Where it stands.
    async fn state(&self) -> NoticeState {
        self.row.state.into()
    }

    /// Why it was not sent; null unless it was skipped.
    async fn reason(&self) -> Option<SkipReasonName> {
        self.row.reason.map(Into::into)
    }

    /// The global id of what it is about: an instalment, a payment, a report, a claim; null for invitations and resets.
    async fn subject_id(&self) -> Option<ID> {
        let node = match self.row.content {
            Content::PaymentReminder { .. } => NodeId("Instalment"),
            Content::WarrantyExpiry { .. } => NodeId("WarrantyCover"),
            Content::PaymentReceived { .. } => NodeId("Payment"),
            Content::PaymentRequested { .. } => NodeId("PaymentRequest"),
            Content::WorkItemReminder { .. } => NodeId("WorkItem"),
            Content::WaitingBegun { .. } | Content::WaitingEnded { .. } => NodeId("WorkWaiting"),
            Content::ContractSigned { .. } | Content::ContractEnded { .. } => NodeId("Contract"),
            Content::WorkPlanProposed { .. } | Content::WorkPlanAnswered { .. } => NodeId("WorkPlan"),
            Content::ContractOffered { .. } | Content::AcceptanceAsked { .. } => NodeId("Document"),
            Content::AcceptanceReminder { .. }
            | Content::AcceptanceAnswered { .. }
            | Content::AcceptedBySilence { .. } => NodeId("AcceptanceRound"),
            Content::InquiryReceived { .. } => NodeId("Inquiry"),
            Content::ClaimFiled { .. }
            | Content::ClaimTriaged { .. }
            | Content::ClaimAnswered { .. }
            | Content::ClaimReopened { .. }
            | Content::ClaimAsked { .. } => NodeId("WarrantyClaim"),
            Content::QuoteSent { .. } | Content::QuoteReminder { .. } | Content::QuoteAnswered { .. } => {
                NodeId("Quote")
            }
            Content::TicketAnswered { .. } => NodeId("SupportTicket"),
            Content::StaffAlarm { .. } => NodeId("StaffTask"),
            Content::Invitation { .. } | Content::PasswordReset { .. } => return None,
        };
        Some(node.encode(self.row.subject_id))
    }

    /// The stage of its reminder, in days from the anchor; null without a reminder.
    async fn stage(&self) -> Option<i32> {
        self.row.reminder_id.map(|_| self.row.stage)
    }

    /// How firmly it speaks; null for what is no reminder of payment or work.
    async fn tone(&self) -> Option<ToneName> {
        match self.row.content {
            Content::PaymentReminder { tone, .. } | Content::WorkItemReminder { tone, .. } => Some(tone.into()),
            Content::WarrantyExpiry { .. }
            | Content::PaymentReceived { .. }
            | Content::PaymentRequested { .. }
            | Content::WaitingBegun { .. }
            | Content::WaitingEnded { .. }
            | Content::ContractOffered { .. }
            | Content::ContractSigned { .. }
            | Content::ContractEnded { .. }
            | Content::WorkPlanProposed { .. }
            | Content::WorkPlanAnswered { .. }
            | Content::AcceptanceAsked { .. }
            | Content::AcceptanceReminder { .. }
            | Content::AcceptanceAnswered { .. }
            | Content::AcceptedBySilence { .. }
            | Content::ClaimFiled { .. }
            | Content::ClaimTriaged { .. }
            | Content::ClaimAnswered { .. }
            | Content::InquiryReceived { .. }
            | Content::ClaimReopened { .. }
            | Content::ClaimAsked { .. }
            | Content::QuoteSent { .. }
            | Content::QuoteReminder { .. }
            | Content::QuoteAnswered { .. }
            | Content::TicketAnswered { .. }
            | Content::Invitation { .. }
            | Content::PasswordReset { .. }
            | Content::StaffAlarm { .. } => None,
        }
    }

    /// Which arming of its reminder it belongs to; null without a reminder.
    async fn arming(&self) -> Option<i32> {
        self.row.reminder_id.map(|_| self.row.arming)
    }

    /// The global id of the reminder that caused it.
    async fn reminder_id(&self) -> Option<ID> {
        self.row.reminder_id.map(|id| REMINDER.encode(id.0))
    }

    /// The moment it was meant for.
    async fn planned_at(&self) -> Instant {
        self.row.planned_at
    }

    /// From when on it is not true any more, or is said by a later stage.
    async fn not_after(&self) -> Option<Instant> {
        self.row.not_after
    }

    /// When it was written down.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }

    /// Who is told; null when the viewer may not see who.
    async fn recipient(&self, ctx: &Context<'_>) -> Nullable<NoticeRecipient> {
        nullable(async {
            let desk = ctx.desk()?;
            let found = self.page.recipient(desk, self.row.recipient).await?;
            Ok(found.map(|(name, address)| NoticeRecipient {
                name: name.to_owned(),
                address: address.map(|address| address_for(desk, address)),
                is_billing_contact: matches!(self.row.recipient, RecipientKey::Billing(_)),
            }))
        })
        .await
    }

    /// The mail that carries it.
    async fn mail(&self, ctx: &Context<'_>) -> Nullable<Mail> {
        nullable(async { self.page.mails.at(ctx.desk()?, self.row.mail_id).await }).await
    }

    /// The contract it belongs to, if any.
    async fn contract(&self, ctx: &Context<'_>) -> Nullable<Contract> {
        nullable(async { self.page.contracts.at(ctx.desk()?, self.row.contract_id).await }).await
    }

    /// The company it concerns, if any.
    async fn customer(&self, ctx: &Context<'_>) -> Nullable<Customer> {
        nullable(async { self.page.customers.at(ctx.desk()?, self.row.customer_id).await }).await
    }
}
