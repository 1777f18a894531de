//! Commands before there is a contract: inquiries and quotes (S1, S2).

use async_graphql::{Context, Object};

use crate::error::ApiError;
use crate::inquiry::{
    assign_inquiry::{self, AssignInquiryInput, AssignInquiryPayload},
    link_inquiry::{self, LinkInquiryInput, LinkInquiryPayload},
    lose_inquiry::{self, LoseInquiryInput, LoseInquiryPayload},
    record_consultation::{self, RecordConsultationInput, RecordConsultationPayload},
    submit_inquiry::{self, SubmitInquiryInput, SubmitInquiryPayload},
};
use crate::quote::{
    accept_quote::{self, AcceptQuoteInput, AcceptQuotePayload},
    approve_quote::{self, ApproveQuoteInput, ApproveQuotePayload},
    decline_quote::{self, DeclineQuoteInput, DeclineQuotePayload},
    draft_quote::{self, DraftQuoteInput, DraftQuotePayload},
    send_quote::{self, SendQuoteInput, SendQuotePayload},
    withdraw_quote::{self, WithdrawQuoteInput, WithdrawQuotePayload},
};

/// Commands before there is a contract.
#[derive(Debug, Default)]
pub struct SalesMutation;

/// Commands before there is a contract.
#[Object]
impl SalesMutation {
    /// Sends an inquiry (S1); anybody may. RATE_LIMITED per address to answer to and per address asked from.
    async fn submit_inquiry(
        &self,
        ctx: &Context<'_>,
        input: SubmitInquiryInput,
    ) -> Result<SubmitInquiryPayload, ApiError> {
        submit_inquiry::run(ctx, input).await
    }

    /// Has somebody of the staff answer an inquiry.
    async fn assign_inquiry(
        &self,
        ctx: &Context<'_>,
        input: AssignInquiryInput,
    ) -> Result<AssignInquiryPayload, ApiError> {
        assign_inquiry::run(ctx, input).await
    }

    /// Links a visitor's inquiry to a customer, whose people see it from now on.
    async fn link_inquiry(&self, ctx: &Context<'_>, input: LinkInquiryInput) -> Result<LinkInquiryPayload, ApiError> {
        link_inquiry::run(ctx, input).await
    }

    /// Enters a talk with whoever asked, which answers the inquiry (P1, P3).
    async fn record_consultation(
        &self,
        ctx: &Context<'_>,
        input: RecordConsultationInput,
    ) -> Result<RecordConsultationPayload, ApiError> {
        record_consultation::run(ctx, input).await
    }

    /// Closes an inquiry of which nothing comes, with the reason.
    async fn lose_inquiry(&self, ctx: &Context<'_>, input: LoseInquiryInput) -> Result<LoseInquiryPayload, ApiError> {
        lose_inquiry::run(ctx, input).await
    }

    /// Writes the next version of what is offered for an inquiry (S2); one that is still live is superseded.
    async fn draft_quote(&self, ctx: &Context<'_>, input: DraftQuoteInput) -> Result<DraftQuotePayload, ApiError> {
        draft_quote::run(ctx, input).await
    }

    /// Lets a drafted quote go out; admins do.
    async fn approve_quote(
        &self,
        ctx: &Context<'_>,
        input: ApproveQuoteInput,
    ) -> Result<ApproveQuotePayload, ApiError> {
        approve_quote::run(ctx, input).await
    }

    /// Sends an approved quote to the customer's signatories, with its paper.
    async fn send_quote(&self, ctx: &Context<'_>, input: SendQuoteInput) -> Result<SendQuotePayload, ApiError> {
        send_quote::run(ctx, input).await
    }

    /// Takes a quote back that was not answered, with the reason.
    async fn withdraw_quote(
        &self,
        ctx: &Context<'_>,
        input: WithdrawQuoteInput,
    ) -> Result<WithdrawQuotePayload, ApiError> {
        withdraw_quote::run(ctx, input).await
    }

    /// Accepts exactly what was read: the contract is drafted from it (S2, P1). The customer's signatory does.
    async fn accept_quote(&self, ctx: &Context<'_>, input: AcceptQuoteInput) -> Result<AcceptQuotePayload, ApiError> {
        accept_quote::run(ctx, input).await
    }

    /// Declines a quote, with the reason; the inquiry stays open. The customer's signatory does.
    async fn decline_quote(
        &self,
        ctx: &Context<'_>,
        input: DeclineQuoteInput,
    ) -> Result<DeclineQuotePayload, ApiError> {
        decline_quote::run(ctx, input).await
    }
}
