//! `requestPayment`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::life::request_payment;
use entity::value::id::InstalmentId;

use super::instalment::INSTALMENT;
use super::payment_request::PaymentRequest;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// An instalment to ask for.
#[derive(InputObject)]
pub struct RequestPaymentInput {
    /// Which instalment.
    pub instalment_id: ID,
}

/// The request that was made.
#[derive(SimpleObject)]
pub struct RequestPaymentPayload {
    /// On its way to the customer's billing contact.
    pub payment_request: PaymentRequest,
}

/// Asks the customer for what is outstanding of an instalment today ("đề nghị thanh toán", C5). Accountants and admins
/// do.
pub async fn run(ctx: &Context<'_>, input: RequestPaymentInput) -> Result<RequestPaymentPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::KeepMoney)?;
    let id = INSTALMENT.decode(&input.instalment_id).map(InstalmentId).ok_or(ApiError::NotFound)?;
    let done = desk.write(async |write| request_payment(write, &desk.by, id).await).await?;
    Ok(RequestPaymentPayload { payment_request: PaymentRequest::alone(done.into_inner()) })
}
