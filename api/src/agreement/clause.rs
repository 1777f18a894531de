//! A clause of the library as clients see it.

use async_graphql::{Context, Object};
use entity::agreement::clause;
use entity::clock::Instant;

use crate::desk::AtDesk;
use crate::error::ApiError;

/// A clause of the library that the text of every contract is made from.
#[derive(Clone, Debug)]
pub struct Clause(pub clause::Model);

/// A clause of the library that the text of every contract is made from; the general terms are among them (P1 to C6).
#[Object]
impl Clause {
    /// By what it is known through all its versions: `P1`, `PAYMENT`.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// From 1; contracts drawn up keep the version they were drawn up from.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// Its place in a contract, the lowest first.
    async fn position(&self) -> i32 {
        self.0.position
    }

    /// Its heading, in the viewer's language.
    async fn heading(&self, ctx: &Context<'_>) -> Result<&str, ApiError> {
        Ok(self.0.heading.in_locale(ctx.desk()?.locale))
    }

    /// What it says, in the viewer's language; a line is a paragraph.
    async fn body(&self, ctx: &Context<'_>) -> Result<&str, ApiError> {
        Ok(self.0.body.in_locale(ctx.desk()?.locale))
    }

    /// Since when it says so.
    async fn created_at(&self) -> Instant {
        self.0.created_at
    }
}

/// The library as it stands, in the order of a contract; visitors may read the terms too.
pub async fn library(ctx: &Context<'_>) -> Result<Vec<Clause>, ApiError> {
    let rows = clause::current(ctx.desk()?.read()).await?;
    Ok(rows.into_iter().map(Clause).collect())
}
