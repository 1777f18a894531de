//! Commands on money.

use async_graphql::{Context, Object};

use crate::billing::{
    correct_payment::{self, CorrectPaymentInput, CorrectPaymentPayload},
    move_instalment::{self, MoveInstalmentInput, MoveInstalmentPayload},
    record_due_event::{self, RecordDueEventInput, RecordDueEventPayload},
    record_e_invoice::{self, RecordEInvoiceInput, RecordEInvoicePayload},
    record_payment::{self, RecordPaymentInput, RecordPaymentPayload},
    request_payment::{self, RequestPaymentInput, RequestPaymentPayload},
    reverse_payment::{self, ReversePaymentInput, ReversePaymentPayload},
};
use crate::error::ApiError;

/// Commands on money.
#[derive(Debug, Default)]
pub struct BillingMutation;

/// Commands on money.
#[Object]
impl BillingMutation {
    /// Enters an event of the work that instalments hang on: they fall due and are asked for (C5, S3).
    async fn record_due_event(
        &self,
        ctx: &Context<'_>,
        input: RecordDueEventInput,
    ) -> Result<RecordDueEventPayload, ApiError> {
        record_due_event::run(ctx, input).await
    }

    /// Enters a payment received; the same reference again is the same payment (C5).
    async fn record_payment(
        &self,
        ctx: &Context<'_>,
        input: RecordPaymentInput,
    ) -> Result<RecordPaymentPayload, ApiError> {
        record_payment::run(ctx, input).await
    }

    /// Reverses a payment: what it had settled is owed and reminded of again (C5).
    async fn reverse_payment(
        &self,
        ctx: &Context<'_>,
        input: ReversePaymentInput,
    ) -> Result<ReversePaymentPayload, ApiError> {
        reverse_payment::run(ctx, input).await
    }

    /// Replaces a wrongly entered payment by what was really received (C5).
    async fn correct_payment(
        &self,
        ctx: &Context<'_>,
        input: CorrectPaymentInput,
    ) -> Result<CorrectPaymentPayload, ApiError> {
        correct_payment::run(ctx, input).await
    }

    /// Moves an instalment to another day, by which it is reminded of from now on.
    async fn move_instalment(
        &self,
        ctx: &Context<'_>,
        input: MoveInstalmentInput,
    ) -> Result<MoveInstalmentPayload, ApiError> {
        move_instalment::run(ctx, input).await
    }

    /// Asks the customer for what is outstanding of an instalment today ("đề nghị thanh toán", C5).
    async fn request_payment(
        &self,
        ctx: &Context<'_>,
        input: RequestPaymentInput,
    ) -> Result<RequestPaymentPayload, ApiError> {
        request_payment::run(ctx, input).await
    }

    /// Enters the number, date and rate of a tax e-invoice issued elsewhere.
    async fn record_e_invoice(
        &self,
        ctx: &Context<'_>,
        input: RecordEInvoiceInput,
    ) -> Result<RecordEInvoicePayload, ApiError> {
        record_e_invoice::run(ctx, input).await
    }
}
