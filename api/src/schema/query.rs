//! Every question, a line each.
#![expect(clippy::too_many_arguments, reason = "the four arguments of a page are Relay's")]

use async_graphql::connection::Connection;
use async_graphql::{Context, ID, Object};

use crate::access::{self, object::Person, query::PeopleFilter};
use crate::agreement::{self, clause::Clause};
use crate::billing::{self, payment::Payment, query::PaymentFilter};
use crate::calendar::{self, object::CalendarDay, object::CalendarYear};
use crate::catalogue::{self, object::ServicePackage, vat::VatRate};
use crate::contract::filter::{ContractFilter, ContractOrder};
use crate::contract::{self, object::Contract};
use crate::error::{ApiError, Nullable};
use crate::inquiry::query::{InquiryConsent, InquiryFilter};
use crate::inquiry::{self, object::Inquiry};
use crate::next_action::{self, object::NextActions};
use crate::node::{self, query::Node};
use crate::party::{self, customer::Customer, park::IndustrialPark, query::CustomerFilter};
use crate::provider::{self, object::Provider};
use crate::quote::{self, object::Quote, query::QuoteFilter};
use crate::support::{self, object::SupportTicket, query::SupportTicketFilter};
use crate::value::{Day, PageInput, Total};

/// The questions about people, contracts and money.
#[derive(Debug, Default)]
pub struct BusinessQuery;

/// Every question that can be asked. What is not the viewer's to see is not found.
#[Object]
impl BusinessQuery {
    /// The person who asks; null for visitors.
    async fn viewer(&self, ctx: &Context<'_>) -> Nullable<Person> {
        access::query::viewer(ctx).await.transpose()
    }

    /// One person, if the viewer may see them.
    async fn person(&self, ctx: &Context<'_>, id: ID) -> Nullable<Person> {
        access::query::find(ctx, id).await.transpose()
    }

    /// The people the viewer may see, by name: staff see everybody, customers their own company.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn people(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<PeopleFilter>,
    ) -> Result<Connection<String, Person, Total>, ApiError> {
        access::query::page(ctx, PageInput::of(first, after, last, before), filter).await
    }

    // Support.

    /// The support tickets the viewer may see, the newest first (S7).
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn support_tickets(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<SupportTicketFilter>,
    ) -> Result<Connection<String, SupportTicket, Total>, ApiError> {
        support::query::support_tickets(ctx, PageInput::of(first, after, last, before), filter).await
    }

    // What is to be done.

    /// What the viewer has to do next, and why: overdue first, then by day, undated last. A customer's people get what is
    /// their company's to do, their signatory also what has to be signed or accepted; consultants what is the provider's
    /// under the contracts and on the inquiries they see; accountants the money, and the work they are assigned to; admins
    /// everything, both parties'. `first` is 1 to 100, 50 when nothing is said. Looked at are the newest 1,000 contracts
    /// that are not over or owe something, and the newest 1,000 open inquiries.
    #[graphql(complexity = "next_action::query::cost(first, child_complexity)")]
    async fn next_actions(&self, ctx: &Context<'_>, first: Option<i32>) -> Result<NextActions, ApiError> {
        next_action::query::next_actions(ctx, first).await
    }

    // Anything.

    /// Whatever has that id, if the viewer may see it.
    async fn node(&self, ctx: &Context<'_>, id: ID) -> Nullable<Node> {
        node::query::node(ctx, id).await.transpose()
    }

    // The provider and its calendar.

    /// The provider's profile; null before it was entered.
    async fn provider(&self, ctx: &Context<'_>) -> Nullable<Provider> {
        provider::query::provider(ctx).await.transpose()
    }

    /// The days that depart from their weekday between two days, both included.
    async fn calendar_days(&self, ctx: &Context<'_>, from: Day, to: Day) -> Result<Vec<CalendarDay>, ApiError> {
        calendar::query::days(ctx, (from, to)).await
    }

    /// The years whose days off were entered; provisional ones may still move.
    async fn calendar_years(&self, ctx: &Context<'_>) -> Result<Vec<CalendarYear>, ApiError> {
        calendar::query::years(ctx).await
    }

    // The catalogue, which visitors see as well.

    /// The service packages by code; `search` looks into code, names and summaries of both languages (P1).
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn service_packages(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        search: Option<String>,
    ) -> Result<Connection<String, ServicePackage, Total>, ApiError> {
        catalogue::query::packages(ctx, PageInput::of(first, after, last, before), search).await
    }

    /// Up to five packages side by side, by their codes; what is not on offer is left out.
    async fn compare_packages(&self, ctx: &Context<'_>, codes: Vec<String>) -> Result<Vec<ServicePackage>, ApiError> {
        catalogue::query::compare(ctx, codes).await
    }

    /// The clauses that the text of every contract is made from, in its order; the general terms are among them.
    async fn contract_clauses(&self, ctx: &Context<'_>) -> Result<Vec<Clause>, ApiError> {
        agreement::clause::library(ctx).await
    }

    /// The VAT rates by validity, the oldest first.
    async fn vat_rates(&self, ctx: &Context<'_>) -> Result<Vec<VatRate>, ApiError> {
        catalogue::query::vat_rates(ctx).await
    }

    // Who takes part.

    /// All industrial parks by code.
    async fn industrial_parks(&self, ctx: &Context<'_>) -> Result<Vec<IndustrialPark>, ApiError> {
        party::query::parks(ctx).await
    }

    /// One customer, if the viewer may see it.
    async fn customer(&self, ctx: &Context<'_>, id: ID) -> Nullable<Customer> {
        party::query::find(ctx, id).await.transpose()
    }

    /// The customers the viewer may see, by name: staff see all, customers their own company.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn customers(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<CustomerFilter>,
    ) -> Result<Connection<String, Customer, Total>, ApiError> {
        party::query::page(ctx, PageInput::of(first, after, last, before), filter).await
    }

    // What people ask about.

    /// The text to which somebody consents who sends an inquiry; visitors see it as well.
    async fn inquiry_consent(&self, ctx: &Context<'_>) -> Result<InquiryConsent, ApiError> {
        inquiry::query::consent(ctx)
    }

    /// One inquiry by its reference, if the viewer may see it.
    async fn inquiry(&self, ctx: &Context<'_>, reference: String) -> Nullable<Inquiry> {
        inquiry::query::find(ctx, reference).await.transpose()
    }

    /// The inquiries the viewer may see, the newest first: admins and accountants see all, other staff their own and
    /// those that nobody has taken, customers those of their company.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn inquiries(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<InquiryFilter>,
    ) -> Result<Connection<String, Inquiry, Total>, ApiError> {
        inquiry::query::page(ctx, PageInput::of(first, after, last, before), filter).await
    }

    /// The quotes the viewer may see, the newest first: staff see those for the inquiries they see, customers what was
    /// sent to them.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn quotes(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<QuoteFilter>,
    ) -> Result<Connection<String, Quote, Total>, ApiError> {
        quote::query::page(ctx, PageInput::of(first, after, last, before), filter).await
    }

    // Contracts and money.

    /// One contract by its reference, if the viewer may see it.
    async fn contract(&self, ctx: &Context<'_>, reference: String) -> Nullable<Contract> {
        contract::query::find(ctx, reference).await.transpose()
    }

    /// The contracts the viewer may see: admins and accountants see all, other staff those they work on, customers
    /// their own.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn contracts(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<ContractFilter>,
        order_by: Option<ContractOrder>,
    ) -> Result<Connection<String, Contract, Total>, ApiError> {
        contract::query::page(ctx, PageInput::of(first, after, last, before), (filter, order_by)).await
    }

    /// The payments on contracts the viewer may see, the newest first.
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn payments(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        filter: Option<PaymentFilter>,
    ) -> Result<Connection<String, Payment, Total>, ApiError> {
        billing::query::page(ctx, PageInput::of(first, after, last, before), filter).await
    }
}

/// What a page costs against the limit on complexity: its rows times what is asked of each.
pub(super) fn page_cost(first: Option<i32>, last: Option<i32>, child_complexity: usize) -> usize {
    let rows = first.or(last).unwrap_or(20).clamp(1, 100);
    usize::try_from(rows).unwrap_or(100).saturating_mul(child_complexity).saturating_add(1)
}
