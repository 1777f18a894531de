//! `correctPayment`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::billing::record_reversal::{Correction, payment_corrected};
use entity::value::id::PaymentId;

use super::payment::{PAYMENT, Payment};
use super::received::ReceivedInput;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A payment that was entered wrongly, and how it really was.
#[derive(InputObject)]
pub struct CorrectPaymentInput {
    /// The wrong entry.
    pub payment_id: ID,
    /// Why, 1 to 500 characters.
    pub reason: String,
    /// The payment as it was.
    #[graphql(flatten)]
    pub really: ReceivedInput,
}

/// The payment that takes its place.
#[derive(SimpleObject)]
pub struct CorrectPaymentPayload {
    /// It names the one it corrects.
    pub payment: Payment,
}

/// Replaces a wrong entry by what was really received, in one step; the customer is not told again (C5).
/// Accountants and admins do.
pub async fn run(ctx: &Context<'_>, input: CorrectPaymentInput) -> Result<CorrectPaymentPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::KeepMoney)?;
    let payment_id = PAYMENT.decode(&input.payment_id).map(PaymentId).ok_or(ApiError::NotFound)?;
    let really = input.really.parse(desk).await?;
    let correction = Correction { payment_id, reason: input.reason, really };
    let done = desk.write(async |write| payment_corrected(write, &desk.by, &correction).await).await?;
    Ok(CorrectPaymentPayload { payment: Payment::alone(done.into_inner()) })
}
