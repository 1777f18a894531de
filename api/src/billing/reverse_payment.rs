//! `reversePayment`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::billing::payment;
use entity::billing::record_reversal::{Reversal, payment_reversed};
use entity::value::id::PaymentId;

use super::payment::{PAYMENT, Payment};
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// A payment that did not stand.
#[derive(InputObject)]
pub struct ReversePaymentInput {
    /// Which payment.
    pub payment_id: ID,
    /// The day from which it does not stand: from its receipt on, not in the future; today when it is not said.
    pub reversed_on: Option<Day>,
    /// Why, 1 to 500 characters.
    pub reason: String,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The payment as it is now.
#[derive(SimpleObject)]
pub struct ReversePaymentPayload {
    /// With its reversal.
    pub payment: Payment,
}

/// Reverses a payment: what it had settled is owed and reminded of again (C5). Accountants and admins do.
pub async fn run(ctx: &Context<'_>, input: ReversePaymentInput) -> Result<ReversePaymentPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::KeepMoney)?;
    let payment_id = PAYMENT.decode(&input.payment_id).map(PaymentId).ok_or(ApiError::NotFound)?;
    let (expected_version, reversed_on) = (input.expected_version, input.reversed_on.map(|day| day.0));
    let reversal = Reversal { payment_id, expected_version, reversed_on, reason: input.reason };
    desk.write(async |write| payment_reversed(write, &desk.by, &reversal).await).await?;
    let row = payment::find(desk.read(), desk.by.viewer, payment_id).await?.ok_or(ApiError::NotFound)?;
    Ok(ReversePaymentPayload { payment: Payment::alone(row) })
}
