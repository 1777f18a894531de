//! `approveQuote`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::quote::record::Which;
use entity::quote::record_sending::approve_quote;
use entity::value::id::QuoteId;

use super::object::{QUOTE, Quote};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A draft to let out.
#[derive(InputObject)]
pub struct ApproveQuoteInput {
    /// Which version.
    pub quote_id: ID,
    /// The version of the row you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The quote as it is now.
#[derive(SimpleObject)]
pub struct ApproveQuotePayload {
    /// Approved.
    pub quote: Quote,
}

/// Approves a draft, which may go out then (S2). Admins do.
pub async fn run(ctx: &Context<'_>, input: ApproveQuoteInput) -> Result<ApproveQuotePayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::Administer)?;
    let id = QUOTE.decode(&input.quote_id).map(QuoteId).ok_or(ApiError::NotFound)?;
    let which = Which { id, expected_version: input.expected_version };
    let done = desk.write(async |write| approve_quote(write, &desk.by, which).await).await?;
    Ok(ApproveQuotePayload { quote: Quote::alone(done.into_inner()) })
}
