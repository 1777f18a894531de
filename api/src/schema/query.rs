//! Every question, a line each.
#![expect(clippy::too_many_arguments, reason = "the four arguments of a page are Relay's")]

use async_graphql::connection::Connection;
use async_graphql::{Context, ID, Object};

use crate::access::{self, object::Person, query::PeopleFilter};
use crate::clock::{self, object::Clock};
use crate::error::ApiError;
use crate::value::{PageInput, Total};

/// Every question that can be asked.
#[derive(Debug)]
pub struct Query;

/// Every question that can be asked. What is not the viewer's to see is not found.
#[Object]
impl Query {
    /// The person who asks; null for visitors.
    async fn viewer(&self, ctx: &Context<'_>) -> Result<Option<Person>, ApiError> {
        access::query::viewer(ctx).await
    }

    /// One person, if the viewer may see them.
    async fn person(&self, ctx: &Context<'_>, id: ID) -> Result<Option<Person>, ApiError> {
        access::query::find(ctx, id).await
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

    // The clock.

    /// The business clock, by which everything is decided that depends on a day.
    async fn clock(&self, ctx: &Context<'_>) -> Result<Clock, ApiError> {
        clock::query::clock(ctx).await
    }
}

/// What a page costs against the limit on complexity: its rows times what is asked of each.
fn page_cost(first: Option<i32>, last: Option<i32>, child_complexity: usize) -> usize {
    let rows = first.or(last).unwrap_or(20).clamp(1, 100);
    usize::try_from(rows).unwrap_or(100).saturating_mul(child_complexity).saturating_add(1)
}
