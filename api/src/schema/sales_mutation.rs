//! Commands before there is a contract: inquiries (S1).

use async_graphql::{Context, Object};

use crate::error::ApiError;
use crate::inquiry::{
    assign_inquiry::{self, AssignInquiryInput, AssignInquiryPayload},
    link_inquiry::{self, LinkInquiryInput, LinkInquiryPayload},
    lose_inquiry::{self, LoseInquiryInput, LoseInquiryPayload},
    record_consultation::{self, RecordConsultationInput, RecordConsultationPayload},
    submit_inquiry::{self, SubmitInquiryInput, SubmitInquiryPayload},
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
}
