//! A contract as clients see it.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entity::billing::account;
use entity::clock::Instant;
use entity::contract::contract;
use entity::workflow::plan_state::PlanState;

use super::deliverable::Deliverable;
use super::page::ContractPage;
use super::people::Assignment;
use super::reminder::NextReminder;
use super::state::{ContractState, StepName};
use super::suspension::Suspension;
use crate::acceptance::round::AcceptanceRound;
use crate::agreement::text::ContractText;
use crate::billing::e_invoice::EInvoice;
use crate::billing::instalment::Instalment;
use crate::billing::payment::Payment;
use crate::billing::payment_request::PaymentRequest;
use crate::billing::statement::Statement;
use crate::desk::AtDesk;
use crate::document::object::Document;
use crate::error::{ApiError, Nullable, nullable};
use crate::next_action::object::NextAction;
use crate::party::customer::Customer;
use crate::support::object::SupportTicket;
use crate::timeline::object::TimelineEntry;
use crate::value::{Day, MoneyObject, NodeId};
use crate::warranty::claim::WarrantyClaim;
use crate::warranty::cover::WarrantyCover;
use crate::workflow::plan::WorkPlan;

/// Ids of contracts.
pub const CONTRACT: NodeId = NodeId("Contract");

/// A contract with a customer.
#[derive(Clone, Debug)]
pub struct Contract {
    row: contract::Model,
    page: Arc<ContractPage>,
}

impl Contract {
    /// One contract of a page.
    pub fn new(row: contract::Model, page: &Arc<ContractPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }

    /// One contract by itself.
    pub fn alone(row: contract::Model) -> Self {
        let page = ContractPage::of(std::slice::from_ref(&row));
        Self { row, page }
    }
}

/// A contract with a customer.
#[Object]
impl Contract {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        CONTRACT.encode(self.row.id.0)
    }

    /// By what people know it, such as `HD-2026-7KQ4MX`.
    async fn reference(&self) -> &str {
        &self.row.reference
    }

    /// What it is about.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// Where it stands.
    async fn state(&self) -> ContractState {
        self.row.state.into()
    }

    /// The step of the terms that is under way; null when the contract is over.
    async fn step(&self) -> Option<StepName> {
        self.row.state.step().map(Into::into)
    }

    /// Whether it rests at present.
    async fn suspended(&self, ctx: &Context<'_>) -> Result<bool, ApiError> {
        let rests = self.page.suspensions(ctx.desk()?, self.row.id).await?;
        Ok(rests.iter().any(|rest| rest.resumed_on.is_none()))
    }

    /// Every stretch of days in which it rested, the oldest first.
    async fn suspensions(&self, ctx: &Context<'_>) -> Result<Vec<Suspension>, ApiError> {
        Ok(self.page.suspensions(ctx.desk()?, self.row.id).await?.iter().cloned().map(Suspension).collect())
    }

    /// Rises with every command on it; for `expectedVersion`.
    async fn version(&self) -> i64 {
        self.row.version
    }

    /// The price without VAT.
    async fn net(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.row.net())
    }

    /// The VAT, by the rates of the day of signing.
    async fn vat(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.row.vat())
    }

    /// What the customer pays in all; the instalments add up to it.
    async fn total(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.row.total())
    }

    /// What payments that stand settled of the instalments (C5).
    async fn paid(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.page.billing.paid(ctx.desk()?, &self.row).await?)
    }

    /// What is still owed, due or not (C5); when the contract was terminated, what its settlement did not write off.
    async fn outstanding(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.page.billing.outstanding(ctx.desk()?, &self.row).await?)
    }

    /// The part of it whose due day has passed.
    async fn overdue(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.page.billing.overdue(ctx.desk()?, &self.row).await?)
    }

    /// What was received and settled no instalment: the customer's credit.
    async fn unallocated(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.page.billing.unallocated(ctx.desk()?, &self.row).await?)
    }

    /// The warranty in words.
    async fn warranty_terms(&self) -> &str {
        &self.row.warranty_terms
    }

    /// Within how many working hours a claim or a ticket is answered (P3).
    async fn response_hours(&self, ctx: &Context<'_>) -> Result<u32, ApiError> {
        Ok(self.page.care_terms(ctx.desk()?, self.row.id).await?.response_hours)
    }

    /// How many days redone work is covered (P5).
    async fn follow_on_days(&self, ctx: &Context<'_>) -> Result<u32, ApiError> {
        Ok(self.page.care_terms(ctx.desk()?, self.row.id).await?.follow_on_days)
    }

    /// When both had signed (S2).
    async fn signed_on(&self) -> Option<Day> {
        self.row.signed_on.map(Day)
    }

    /// When work began (S4).
    async fn started_on(&self) -> Option<Day> {
        self.row.started_on.map(Day)
    }

    /// When it was reported done (S5).
    async fn finished_on(&self) -> Option<Day> {
        self.row.finished_on.map(Day)
    }

    /// When the customer accepted (S6); the warranty counts from here.
    async fn accepted_on(&self) -> Option<Day> {
        self.row.accepted_on.map(Day)
    }

    /// When both signed that everything is settled ("thanh lý").
    async fn liquidated_on(&self) -> Option<Day> {
        self.row.liquidated_on.map(Day)
    }

    /// When it was closed.
    async fn closed_on(&self) -> Option<Day> {
        self.row.closed_on.map(Day)
    }

    /// When it was given up before signing.
    async fn cancelled_on(&self) -> Option<Day> {
        self.row.cancelled_on.map(Day)
    }

    /// When it was ended early.
    async fn terminated_on(&self) -> Option<Day> {
        self.row.terminated_on.map(Day)
    }

    /// Why it was cancelled or terminated.
    async fn ending_reason(&self) -> Option<&str> {
        self.row.ending_reason.as_deref()
    }

    /// How a terminated contract was settled.
    async fn settlement_note(&self) -> Option<&str> {
        self.row.settlement_note.as_deref()
    }

    /// When it was entered.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }

    /// With whom.
    async fn customer(&self, ctx: &Context<'_>) -> Result<Customer, ApiError> {
        let found = self.page.customer(ctx.desk()?, &self.row).await?;
        found.ok_or_else(|| ApiError::broken("a contract is seen without its customer"))
    }

    /// Every version of its text, the first one first: the newest is signed. Empty for one that was entered as it ran (S2).
    async fn texts(&self, ctx: &Context<'_>) -> Result<Vec<ContractText>, ApiError> {
        let rows = self.page.agreement.texts(ctx.desk()?, self.row.id).await?.iter().cloned();
        Ok(rows.map(|row| ContractText::new(row, &self.page)).collect())
    }

    /// What the provider owes, line by line.
    async fn deliverables(&self, ctx: &Context<'_>) -> Result<Vec<Deliverable>, ApiError> {
        let rows = self.page.deliverables(ctx.desk()?, self.row.id).await?.iter().cloned();
        Ok(rows.map(|row| Deliverable::new(row, self.row.currency, &self.page)).collect())
    }

    /// What the customer owes and when, by number.
    async fn instalments(&self, ctx: &Context<'_>) -> Result<Vec<Instalment>, ApiError> {
        let owed = self.page.billing.owed(ctx.desk()?, self.row.id).await?.iter().cloned();
        Ok(owed.map(|owed| Instalment::new(owed, &self.page)).collect())
    }

    /// What was received, the oldest first; reversed payments are among them.
    async fn payments(&self, ctx: &Context<'_>) -> Result<Vec<Payment>, ApiError> {
        let rows = self.page.billing.payments(ctx.desk()?, self.row.id).await?.iter().cloned();
        Ok(rows.map(|row| Payment::new(row, &self.page)).collect())
    }

    /// What the customer was asked to pay, the oldest first.
    async fn payment_requests(&self, ctx: &Context<'_>) -> Result<Vec<PaymentRequest>, ApiError> {
        let rows = self.page.billing.requests(ctx.desk()?, self.row.id).await?.iter().cloned();
        Ok(rows.map(|row| PaymentRequest::new(row, &self.page)).collect())
    }

    /// The papers made for it, the oldest first.
    async fn documents(&self, ctx: &Context<'_>) -> Result<Vec<Document>, ApiError> {
        let rows = self.page.documents(ctx.desk()?, self.row.id).await?.iter().cloned();
        Ok(rows.map(Document).collect())
    }

    /// The tax e-invoices recorded, the oldest first.
    async fn e_invoices(&self, ctx: &Context<'_>) -> Result<Vec<EInvoice>, ApiError> {
        let rows = self.page.billing.e_invoices(ctx.desk()?, self.row.id).await?.iter().cloned();
        Ok(rows.map(|row| EInvoice::new(row, &self.page)).collect())
    }

    /// The account over some days, both included: what was charged and received, and what was owed before and after.
    #[graphql(complexity = "50 + child_complexity")]
    async fn statement(&self, ctx: &Context<'_>, from: Day, to: Day) -> Result<Statement, ApiError> {
        let desk = ctx.desk()?;
        let statement = account::statement_of(desk.read(), desk.by.viewer, self.row.id, (from.0, to.0)).await?;
        Ok(Statement(statement))
    }

    /// Every report that the work is done, with what the customer said to it, the first one first (S5, S6).
    async fn acceptance_rounds(&self, ctx: &Context<'_>) -> Result<Vec<AcceptanceRound>, ApiError> {
        let rows = self.page.acceptance.rounds(ctx.desk()?, self.row.id).await?.iter().cloned();
        Ok(rows.map(|row| AcceptanceRound::new(row, &self.page)).collect())
    }

    /// After how many days without an answer the contract takes silence for acceptance; null when it never does (S6).
    async fn silence_days(&self, ctx: &Context<'_>) -> Nullable<i32> {
        nullable(async { self.page.acceptance.silence_days(ctx.desk()?, self.row.id).await }).await
    }

    /// Until when each deliverable is covered, and what was redone of it; empty before acceptance (P5).
    async fn covers(&self, ctx: &Context<'_>) -> Result<Vec<WarrantyCover>, ApiError> {
        let rows = self.page.warranty.covers(ctx.desk()?, self.row.id).await?.iter().cloned();
        Ok(rows.map(|row| WarrantyCover::new(row, &self.page)).collect())
    }

    /// The claims made under warranty, the oldest first.
    async fn claims(&self, ctx: &Context<'_>) -> Result<Vec<WarrantyClaim>, ApiError> {
        let rows = self.page.warranty.claims(ctx.desk()?, self.row.id).await?.iter().cloned();
        Ok(rows.map(|row| WarrantyClaim::new(row, &self.page)).collect())
    }

    /// What the customer asked under it, the oldest first (S7).
    async fn support_tickets(&self, ctx: &Context<'_>) -> Result<Vec<SupportTicket>, ApiError> {
        let rows = self.page.support.tickets(ctx.desk()?, self.row.id).await?.iter().cloned();
        Ok(rows.map(|row| SupportTicket::new(row, &self.page)).collect())
    }

    /// The version of the work plan that both confirmed; null without one (S4).
    async fn work_plan(&self, ctx: &Context<'_>) -> Nullable<WorkPlan> {
        let read = async {
            let plans = self.page.work.plans(ctx.desk()?, self.row.id).await?;
            let in_force = plans.iter().find(|plan| plan.state == PlanState::Confirmed);
            Ok(in_force.map(|plan| WorkPlan::new(plan.clone(), &self.page)))
        };
        nullable(read).await
    }

    /// Every version of the work plan, the first one first (P2).
    async fn work_plans(&self, ctx: &Context<'_>) -> Result<Vec<WorkPlan>, ApiError> {
        let rows = self.page.work.plans(ctx.desk()?, self.row.id).await?.iter().cloned();
        Ok(rows.map(|row| WorkPlan::new(row, &self.page)).collect())
    }

    /// Who of the provider works on it.
    async fn assignments(&self, ctx: &Context<'_>) -> Result<Vec<Assignment>, ApiError> {
        let rows = self.page.assigned(ctx.desk()?, self.row.id).await?.iter().cloned();
        Ok(rows.map(|row| Assignment::new(row, &self.page)).collect())
    }

    /// When somebody is reminded next of something of it; null when there is nothing to remind of.
    async fn next_reminder(&self, ctx: &Context<'_>) -> Nullable<NextReminder> {
        nullable(async { Ok(NextReminder::of(self.page.reminders(ctx.desk()?, self.row.id).await?, |_| true)) }).await
    }

    /// What the viewer has to do under it, the most urgent first; admins see what either party has to.
    async fn next_actions(&self, ctx: &Context<'_>) -> Result<Vec<NextAction>, ApiError> {
        let rows = self.page.next_actions(ctx.desk()?, self.row.id).await?.into_iter();
        Ok(rows.map(|row| NextAction::new(row, &self.page)).collect())
    }

    /// What has happened and what is to come, the oldest first.
    async fn timeline(&self, ctx: &Context<'_>) -> Result<Vec<TimelineEntry>, ApiError> {
        Ok(self.page.timeline(ctx.desk()?, self.row.id).await?.into_iter().map(TimelineEntry).collect())
    }
}
