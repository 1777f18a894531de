//! Commands on warranty and support.

use async_graphql::{Context, Object};

use crate::error::ApiError;
use crate::support::{
    answer_support_ticket::{self, AnswerSupportTicketInput, AnswerSupportTicketPayload},
    close_support_ticket::{self, CloseSupportTicketInput, CloseSupportTicketPayload},
    open_support_ticket::{self, OpenSupportTicketInput, OpenSupportTicketPayload},
    reopen_support_ticket::{self, ReopenSupportTicketInput, ReopenSupportTicketPayload},
    reply_to_support_ticket::{self, ReplyToSupportTicketInput, ReplyToSupportTicketPayload},
};
use crate::warranty::{
    answer_about_warranty_claim::{self, AnswerAboutWarrantyClaimInput, AnswerAboutWarrantyClaimPayload},
    ask_about_warranty_claim::{self, AskAboutWarrantyClaimInput, AskAboutWarrantyClaimPayload},
    confirm_warranty_claim::{self, ConfirmWarrantyClaimInput, ConfirmWarrantyClaimPayload},
    extend_warranty_cover::{self, ExtendWarrantyCoverInput, ExtendWarrantyCoverPayload},
    file_warranty_claim::{self, FileWarrantyClaimInput, FileWarrantyClaimPayload},
    reject_warranty_claim::{self, RejectWarrantyClaimInput, RejectWarrantyClaimPayload},
    reopen_warranty_claim::{self, ReopenWarrantyClaimInput, ReopenWarrantyClaimPayload},
    resolve_warranty_claim::{self, ResolveWarrantyClaimInput, ResolveWarrantyClaimPayload},
    start_warranty_claim::{self, StartWarrantyClaimInput, StartWarrantyClaimPayload},
    triage_warranty_claim::{self, TriageWarrantyClaimInput, TriageWarrantyClaimPayload},
};

/// Commands on warranty and support.
#[derive(Debug, Default)]
pub struct CareMutation;

/// Commands on warranty and support.
#[Object]
impl CareMutation {
    /// Reports a defect under warranty; the verdict names the rule that says whether it is covered (P5).
    async fn file_warranty_claim(
        &self,
        ctx: &Context<'_>,
        input: FileWarrantyClaimInput,
    ) -> Result<FileWarrantyClaimPayload, ApiError> {
        file_warranty_claim::run(ctx, input).await
    }

    /// Judges a claim: confirms what the rules say, or overrules it with a reason (P5).
    async fn triage_warranty_claim(
        &self,
        ctx: &Context<'_>,
        input: TriageWarrantyClaimInput,
    ) -> Result<TriageWarrantyClaimPayload, ApiError> {
        triage_warranty_claim::run(ctx, input).await
    }

    /// Answers a claim: it is refused, with the rule (P5).
    async fn reject_warranty_claim(
        &self,
        ctx: &Context<'_>,
        input: RejectWarrantyClaimInput,
    ) -> Result<RejectWarrantyClaimPayload, ApiError> {
        reject_warranty_claim::run(ctx, input).await
    }

    /// Work on a covered claim begins (P5).
    async fn start_warranty_claim(
        &self,
        ctx: &Context<'_>,
        input: StartWarrantyClaimInput,
    ) -> Result<StartWarrantyClaimPayload, ApiError> {
        start_warranty_claim::run(ctx, input).await
    }

    /// Asks the customer about a claim; its answer-by clock stands still until they answer (P3).
    async fn ask_about_warranty_claim(
        &self,
        ctx: &Context<'_>,
        input: AskAboutWarrantyClaimInput,
    ) -> Result<AskAboutWarrantyClaimPayload, ApiError> {
        ask_about_warranty_claim::run(ctx, input).await
    }

    /// Answers what was asked about a claim; its clock goes on (P3, C4).
    async fn answer_about_warranty_claim(
        &self,
        ctx: &Context<'_>,
        input: AnswerAboutWarrantyClaimInput,
    ) -> Result<AnswerAboutWarrantyClaimPayload, ApiError> {
        answer_about_warranty_claim::run(ctx, input).await
    }

    /// Answers a claim: the defect was put right; what was redone is covered on its own (P5).
    async fn resolve_warranty_claim(
        &self,
        ctx: &Context<'_>,
        input: ResolveWarrantyClaimInput,
    ) -> Result<ResolveWarrantyClaimPayload, ApiError> {
        resolve_warranty_claim::run(ctx, input).await
    }

    /// Confirms that a defect was put right (P5).
    async fn confirm_warranty_claim(
        &self,
        ctx: &Context<'_>,
        input: ConfirmWarrantyClaimInput,
    ) -> Result<ConfirmWarrantyClaimPayload, ApiError> {
        confirm_warranty_claim::run(ctx, input).await
    }

    /// Says that a defect was not put right: work on it goes on (P5).
    async fn reopen_warranty_claim(
        &self,
        ctx: &Context<'_>,
        input: ReopenWarrantyClaimInput,
    ) -> Result<ReopenWarrantyClaimPayload, ApiError> {
        reopen_warranty_claim::run(ctx, input).await
    }

    /// Moves the end of a cover to a later day; what is reminded of moves with it (P5).
    async fn extend_warranty_cover(
        &self,
        ctx: &Context<'_>,
        input: ExtendWarrantyCoverInput,
    ) -> Result<ExtendWarrantyCoverPayload, ApiError> {
        extend_warranty_cover::run(ctx, input).await
    }

    /// Opens a support ticket under a contract in force (S7).
    async fn open_support_ticket(
        &self,
        ctx: &Context<'_>,
        input: OpenSupportTicketInput,
    ) -> Result<OpenSupportTicketPayload, ApiError> {
        open_support_ticket::run(ctx, input).await
    }

    /// Answers a support ticket; whoever opened it is told (P3, S7).
    async fn answer_support_ticket(
        &self,
        ctx: &Context<'_>,
        input: AnswerSupportTicketInput,
    ) -> Result<AnswerSupportTicketPayload, ApiError> {
        answer_support_ticket::run(ctx, input).await
    }

    /// Writes on under a support ticket: the provider is to answer again (S7).
    async fn reply_to_support_ticket(
        &self,
        ctx: &Context<'_>,
        input: ReplyToSupportTicketInput,
    ) -> Result<ReplyToSupportTicketPayload, ApiError> {
        reply_to_support_ticket::run(ctx, input).await
    }

    /// Closes a support ticket (S7).
    async fn close_support_ticket(
        &self,
        ctx: &Context<'_>,
        input: CloseSupportTicketInput,
    ) -> Result<CloseSupportTicketPayload, ApiError> {
        close_support_ticket::run(ctx, input).await
    }

    /// Takes a closed support ticket up again with a message (S7).
    async fn reopen_support_ticket(
        &self,
        ctx: &Context<'_>,
        input: ReopenSupportTicketInput,
    ) -> Result<ReopenSupportTicketPayload, ApiError> {
        reopen_support_ticket::run(ctx, input).await
    }
}
