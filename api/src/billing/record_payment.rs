//! `recordPayment`.

use async_graphql::{Context, InputObject, SimpleObject};
use entity::access::Permission;
use entity::billing::record_payment::payment_received;

use super::payment::Payment;
use super::received::ReceivedInput;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A payment received.
#[derive(InputObject)]
pub struct RecordPaymentInput {
    /// What came in.
    #[graphql(flatten)]
    pub received: ReceivedInput,
}

/// The payment that was entered.
#[derive(SimpleObject)]
pub struct RecordPaymentPayload {
    /// With what it settled.
    pub payment: Payment,
}

/// Enters a payment received on the provider's account (C5); the same reference again is the same payment.
/// Accountants and admins do.
pub async fn run(ctx: &Context<'_>, input: RecordPaymentInput) -> Result<RecordPaymentPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::KeepMoney)?;
    let received = input.received.parse(desk).await?;
    let done = desk.write(async |write| payment_received(write, &desk.by, &received).await).await?;
    Ok(RecordPaymentPayload { payment: Payment::alone(done.into_inner()) })
}
