//! `withdrawQuote`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::quote::record::Which;
use entity::quote::record_ending::withdraw_quote;
use entity::value::id::QuoteId;

use super::object::{QUOTE, Quote};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A quote to take back.
#[derive(InputObject)]
pub struct WithdrawQuoteInput {
    /// Which version.
    pub quote_id: ID,
    /// The version of the row you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
    /// Why, 1 to 1,000 characters.
    pub reason: String,
}

/// The quote as it is now.
#[derive(SimpleObject)]
pub struct WithdrawQuotePayload {
    /// Withdrawn.
    pub quote: Quote,
}

/// Takes a quote back (S2). Staff do.
pub async fn run(ctx: &Context<'_>, input: WithdrawQuoteInput) -> Result<WithdrawQuotePayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let id = QUOTE.decode(&input.quote_id).map(QuoteId).ok_or(ApiError::NotFound)?;
    let which = Which { id, expected_version: input.expected_version };
    let done = desk.write(async |write| withdraw_quote(write, &desk.by, which, &input.reason).await).await?;
    Ok(WithdrawQuotePayload { quote: Quote::alone(done.into_inner()) })
}
