//! Every question about what the system does by itself: reminding, mailing, jobs; a line each.
#![expect(clippy::too_many_arguments, reason = "the four arguments of a page are Relay's")]

use async_graphql::connection::Connection;
use async_graphql::{Context, ID, Object};

use super::query::page_cost;
use crate::audit::{
    self,
    object::{AuditEntry, AuditVerification},
    query::AuditFilter,
};
use crate::clock::{self, object::Clock};
use crate::error::{ApiError, Nullable};
use crate::job::{self, object::Job, query::JobRunFilter, run::JobRun};
use crate::mail::{self, bounced::BouncedAddress, object::Mail, query::MailFilter};
use crate::notice::{self, object::Notice, query::NoticeFilter};
use crate::reminder::{
    self, forecast::ForecastedMail, ladder::Ladder, ladder_override::LadderOverride, object::Reminder,
    query::ReminderFilter,
};
use crate::task::{self, object::StaffTask, query::StaffTaskFilter};
use crate::value::{Day, PageInput, Total};

/// The questions about what the system does by itself.
#[derive(Debug, Default)]
pub struct SteeringQuery;

/// The questions about what the system does by itself.
#[Object]
impl SteeringQuery {
    // Reminders and tasks.

    /// One reminder, if the viewer may see it.
    async fn reminder(&self, ctx: &Context<'_>, id: ID) -> Nullable<Reminder> {
        reminder::query::reminder(ctx, id).await.transpose()
    }

    /// The clocks on what is due or about to end, by that day; whoever sees a contract sees its reminders.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn reminders(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<ReminderFilter>,
    ) -> Result<Connection<String, Reminder, Total>, ApiError> {
        reminder::query::reminders(ctx, PageInput::of(first, after, last, before), filter).await
    }

    /// The ladders that hold for a contract, a customer or, when neither is named, for everybody: one per kind. For admins.
    async fn ladders(
        &self,
        ctx: &Context<'_>,
        customer_id: Option<ID>,
        contract_id: Option<ID>,
    ) -> Result<Vec<Ladder>, ApiError> {
        reminder::ladder::ladders(ctx, customer_id, contract_id).await
    }

    /// Which customers and contracts have a ladder of their own, the oldest first. For admins.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn ladder_overrides(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Connection<String, LadderOverride, Total>, ApiError> {
        reminder::ladder_override::ladder_overrides(ctx, PageInput::of(first, after, last, before)).await
    }

    /// Who would be mailed on a day, if nothing is paid, paused or changed until then; nothing is done. For staff.
    #[graphql(complexity = "100 * child_complexity")]
    async fn notice_forecast(&self, ctx: &Context<'_>, on: Day) -> Result<Vec<ForecastedMail>, ApiError> {
        reminder::forecast::notice_forecast(ctx, on).await
    }

    /// What stands before a person, the newest first. For staff, about the contracts they see; admins see all.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn staff_tasks(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<StaffTaskFilter>,
    ) -> Result<Connection<String, StaffTask, Total>, ApiError> {
        task::query::staff_tasks(ctx, PageInput::of(first, after, last, before), filter).await
    }

    // Notices and mails.

    /// One notice, if the viewer may see it.
    async fn notice(&self, ctx: &Context<'_>, id: ID) -> Nullable<Notice> {
        notice::query::notice(ctx, id).await.transpose()
    }

    /// Why people were or were not told something, the newest first: customers see what is told to them, staff what is told
    /// about the contracts they see.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn notices(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<NoticeFilter>,
    ) -> Result<Connection<String, Notice, Total>, ApiError> {
        notice::query::notices(ctx, PageInput::of(first, after, last, before), filter).await
    }

    /// One mail, if the viewer may see it.
    async fn mail(&self, ctx: &Context<'_>, id: ID) -> Nullable<Mail> {
        mail::query::mail(ctx, id).await.transpose()
    }

    /// What goes out and what became of it, the newest first; whoever sees a notice sees the mail that carries it.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn mails(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<MailFilter>,
    ) -> Result<Connection<String, Mail, Total>, ApiError> {
        mail::query::mails(ctx, PageInput::of(first, after, last, before), filter).await
    }

    /// Addresses from which mail came back, the newest first; they are not written to. For staff.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn bounced_addresses(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Connection<String, BouncedAddress, Total>, ApiError> {
        mail::bounced::bounced_addresses(ctx, PageInput::of(first, after, last, before)).await
    }

    // Jobs.

    /// Every kind of job with its schedule and how it fares. For admins.
    async fn jobs(&self, ctx: &Context<'_>) -> Result<Vec<Job>, ApiError> {
        job::query::jobs(ctx).await
    }

    /// One run of a job. For admins.
    async fn job_run(&self, ctx: &Context<'_>, id: ID) -> Nullable<JobRun> {
        job::query::job_run(ctx, id).await.transpose()
    }

    /// What the worker was asked to do and what became of it, the newest first. For admins.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn job_runs(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<JobRunFilter>,
    ) -> Result<Connection<String, JobRun, Total>, ApiError> {
        job::query::job_runs(ctx, PageInput::of(first, after, last, before), filter).await
    }

    // The audit trail.

    /// What was done, by whom, when, why; the newest first. For admins.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn audit_trail(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<AuditFilter>,
    ) -> Result<Connection<String, AuditEntry, Total>, ApiError> {
        audit::query::audit_trail(ctx, PageInput::of(first, after, last, before), filter).await
    }

    /// Whether the chain of a contract, or without one the installation's, is as it was written. For admins.
    #[graphql(complexity = 100)]
    async fn audit_verification(
        &self,
        ctx: &Context<'_>,
        contract_id: Option<ID>,
    ) -> Result<AuditVerification, ApiError> {
        audit::query::audit_verification(ctx, contract_id).await
    }

    // The clock.

    /// The business clock, by which everything is decided that depends on a day.
    async fn clock(&self, ctx: &Context<'_>) -> Result<Clock, ApiError> {
        clock::query::clock(ctx).await
    }
}
