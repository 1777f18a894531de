//! `acceptQuote`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::life::{QuoteAcceptance, accept_quote};
use entity::quote::record::Which;
use entity::value::id::QuoteId;

use super::object::{QUOTE, Quote};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A quote to accept, exactly as it was read.
#[derive(InputObject)]
pub struct AcceptQuoteInput {
    /// Which version.
    pub quote_id: ID,
    /// The version of the row you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
    /// The hash of what you read.
    pub content_hash: String,
    /// The optional lines you take, by their place.
    #[graphql(default)]
    pub ticked_lines: Vec<i32>,
    /// Whether you consent to what departs from your selection; needed where something does (P1).
    #[graphql(default)]
    pub consents_to_departures: bool,
}

/// The quote that was accepted.
#[derive(SimpleObject)]
pub struct AcceptQuotePayload {
    /// With the contract that was drafted from it.
    pub quote: Quote,
}

/// Accepts a quote: its contract is drafted (S2). The customer's signatory does.
pub async fn run(ctx: &Context<'_>, input: AcceptQuoteInput) -> Result<AcceptQuotePayload, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    let id = QUOTE.decode(&input.quote_id).map(QuoteId).ok_or(ApiError::NotFound)?;
    let acceptance = QuoteAcceptance {
        which: Which { id, expected_version: input.expected_version },
        content_hash: input.content_hash,
        ticked: input.ticked_lines,
        consents_to_departures: input.consents_to_departures,
        from: desk.address.to_string(),
    };
    let done = desk.write(async |write| accept_quote(write, &desk.by, &acceptance).await).await?;
    Ok(AcceptQuotePayload { quote: Quote::alone(done.into_inner()) })
}
