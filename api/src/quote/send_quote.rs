//! `sendQuote`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::life::send_quote;
use entity::quote::record::Which;
use entity::value::id::QuoteId;

use super::object::{QUOTE, Quote};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// An approved quote to send.
#[derive(InputObject)]
pub struct SendQuoteInput {
    /// Which version.
    pub quote_id: ID,
    /// The version of the row you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The quote as it is now.
#[derive(SimpleObject)]
pub struct SendQuotePayload {
    /// With the customer.
    pub quote: Quote,
}

/// Sends an approved quote to the customer's signatories (S2). Staff do.
pub async fn run(ctx: &Context<'_>, input: SendQuoteInput) -> Result<SendQuotePayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let id = QUOTE.decode(&input.quote_id).map(QuoteId).ok_or(ApiError::NotFound)?;
    let which = Which { id, expected_version: input.expected_version };
    let done = desk.write(async |write| send_quote(write, &desk.by, which).await).await?;
    Ok(SendQuotePayload { quote: Quote::alone(done.into_inner()) })
}
