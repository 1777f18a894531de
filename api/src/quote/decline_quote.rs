//! `declineQuote`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::quote::record::Which;
use entity::quote::record_ending::decline_quote;
use entity::value::id::QuoteId;

use super::object::{QUOTE, Quote};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A quote to decline.
#[derive(InputObject)]
pub struct DeclineQuoteInput {
    /// Which version.
    pub quote_id: ID,
    /// The version of the row you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
    /// Why, 1 to 1,000 characters.
    pub reason: String,
}

/// The quote as it is now.
#[derive(SimpleObject)]
pub struct DeclineQuotePayload {
    /// Declined.
    pub quote: Quote,
}

/// Declines a quote; the inquiry stays open for another version (S2). The customer's signatory does.
pub async fn run(ctx: &Context<'_>, input: DeclineQuoteInput) -> Result<DeclineQuotePayload, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    let id = QUOTE.decode(&input.quote_id).map(QuoteId).ok_or(ApiError::NotFound)?;
    let which = Which { id, expected_version: input.expected_version };
    let decided = (input.reason.as_str(), &*desk.address.to_string());
    let done = desk.write(async |write| decline_quote(write, &desk.by, which, decided).await).await?;
    Ok(DeclineQuotePayload { quote: Quote::alone(done.into_inner()) })
}
