//! `reviseClause`.

use async_graphql::{Context, InputObject, SimpleObject};
use entity::access::Permission;
use entity::agreement::record_clause::{ClauseEntry, clause_revised};
use entity::refusal::Words;

use super::clause::Clause;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A clause of the library.
#[derive(InputObject)]
pub struct ReviseClauseInput {
    /// By what it is known: capital letters, digits and hyphens, 1 to 40 characters. A new code adds a clause.
    pub code: String,
    /// Its place in a contract, 0 to 10,000, the lowest first.
    pub position: i32,
    /// Its heading in Vietnamese, 1 to 200 characters.
    pub heading_vi: String,
    /// Its heading in English, 1 to 200 characters.
    pub heading_en: String,
    /// What it says in Vietnamese, 1 to 8,000 characters; a line is a paragraph.
    pub body_vi: String,
    /// What it says in English, 1 to 8,000 characters; a line is a paragraph.
    pub body_en: String,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i32>,
}

/// The clause as it is now.
#[derive(SimpleObject)]
pub struct ReviseClausePayload {
    /// In its newest version.
    pub clause: Clause,
}

/// Enters the next version of a clause, or a new one. What was drawn up before stays as it is.
pub async fn run(ctx: &Context<'_>, input: ReviseClauseInput) -> Result<ReviseClausePayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::Administer)?;
    let entry = ClauseEntry {
        code: input.code,
        expected_version: input.expected_version,
        position: input.position,
        heading: Words::new(input.heading_vi, input.heading_en),
        body: Words::new(input.body_vi, input.body_en),
    };
    let done = desk.write(async |write| clause_revised(write, &desk.by, &entry).await).await?;
    Ok(ReviseClausePayload { clause: Clause(done.into_inner()) })
}
