//! Commands in the life of a contract.

use async_graphql::{Context, Object};

use crate::acceptance::{
    accept_work::{self, AcceptWorkInput, AcceptWorkPayload},
    complete_remaining_item::{self, CompleteRemainingItemInput, CompleteRemainingItemPayload},
    reject_work::{self, RejectWorkInput, RejectWorkPayload},
};
use crate::agreement::{
    draw_up_contract::{self, DrawUpContractInput, DrawUpContractPayload},
    sign_contract::{self, SignContractInput, SignContractPayload},
};
use crate::contract::{
    assign_staff::{self, AssignStaffInput, AssignStaffPayload},
    cancel_contract::{self, CancelContractInput, CancelContractPayload},
    close_contract::{self, CloseContractInput, CloseContractPayload},
    finish_work::{self, FinishWorkInput, FinishWorkPayload},
    liquidate_contract::{self, LiquidateContractInput, LiquidateContractPayload},
    register_contract::{self, RegisterContractInput, RegisterContractPayload},
    resume_contract::{self, ResumeContractInput, ResumeContractPayload},
    start_work::{self, StartWorkInput, StartWorkPayload},
    suspend_contract::{self, SuspendContractInput, SuspendContractPayload},
    terminate_contract::{self, TerminateContractInput, TerminateContractPayload},
    unassign_staff::{self, UnassignStaffInput, UnassignStaffPayload},
};
use crate::document::retry_document::{self, RetryDocumentInput, RetryDocumentPayload};
use crate::error::ApiError;

/// Commands in the life of a contract.
#[derive(Debug, Default)]
pub struct ContractMutation;

/// Commands in the life of a contract.
#[Object]
impl ContractMutation {
    /// Brings in a contract that is signed and running already; every mistake is named at once.
    async fn register_contract(
        &self,
        ctx: &Context<'_>,
        input: RegisterContractInput,
    ) -> Result<RegisterContractPayload, ApiError> {
        register_contract::run(ctx, input).await
    }

    /// Assigns somebody of the provider to a contract, which they see from now on.
    async fn assign_staff(&self, ctx: &Context<'_>, input: AssignStaffInput) -> Result<AssignStaffPayload, ApiError> {
        assign_staff::run(ctx, input).await
    }

    /// Takes somebody off a contract, which they see no longer.
    async fn unassign_staff(
        &self,
        ctx: &Context<'_>,
        input: UnassignStaffInput,
    ) -> Result<UnassignStaffPayload, ApiError> {
        unassign_staff::run(ctx, input).await
    }

    /// Draws up another version of a draft's text from the library, and sends it to the signatories (S2).
    async fn draw_up_contract(
        &self,
        ctx: &Context<'_>,
        input: DrawUpContractInput,
    ) -> Result<DrawUpContractPayload, ApiError> {
        draw_up_contract::run(ctx, input).await
    }

    /// Signs a contract, on line or as staff enter it from paper; with both signatures it holds (S2).
    async fn sign_contract(
        &self,
        ctx: &Context<'_>,
        input: SignContractInput,
    ) -> Result<SignContractPayload, ApiError> {
        sign_contract::run(ctx, input).await
    }

    /// Gives a contract up that is not signed by both yet (S2).
    async fn cancel_contract(
        &self,
        ctx: &Context<'_>,
        input: CancelContractInput,
    ) -> Result<CancelContractPayload, ApiError> {
        cancel_contract::run(ctx, input).await
    }

    /// The work begins (S4); refused while what is due on signature is owed (C5), unless an admin waives that.
    async fn start_work(&self, ctx: &Context<'_>, input: StartWorkInput) -> Result<StartWorkPayload, ApiError> {
        start_work::run(ctx, input).await
    }

    /// The work is reported done, and acceptance is asked for (S5).
    async fn finish_work(&self, ctx: &Context<'_>, input: FinishWorkInput) -> Result<FinishWorkPayload, ApiError> {
        finish_work::run(ctx, input).await
    }

    /// The customer accepts by the report they read, in full or in part, and the warranty begins (S6, P5).
    async fn accept_work(&self, ctx: &Context<'_>, input: AcceptWorkInput) -> Result<AcceptWorkPayload, ApiError> {
        accept_work::run(ctx, input).await
    }

    /// The customer does not accept, and work goes on (S6).
    async fn reject_work(&self, ctx: &Context<'_>, input: RejectWorkInput) -> Result<RejectWorkPayload, ApiError> {
        reject_work::run(ctx, input).await
    }

    /// Notes that something that remained of an acceptance in part is done (S6).
    async fn complete_remaining_item(
        &self,
        ctx: &Context<'_>,
        input: CompleteRemainingItemInput,
    ) -> Result<CompleteRemainingItemPayload, ApiError> {
        complete_remaining_item::run(ctx, input).await
    }

    /// Closes a contract; refused with everything that is still owed, open or covered (C5, P5).
    async fn close_contract(
        &self,
        ctx: &Context<'_>,
        input: CloseContractInput,
    ) -> Result<CloseContractPayload, ApiError> {
        close_contract::run(ctx, input).await
    }

    /// Notes that both have signed that everything is settled ("thanh lý"); refused with every sum that is not (C5).
    async fn liquidate_contract(
        &self,
        ctx: &Context<'_>,
        input: LiquidateContractInput,
    ) -> Result<LiquidateContractPayload, ApiError> {
        liquidate_contract::run(ctx, input).await
    }

    /// Lets a contract rest: work and acceptance stop; sums due and the warranty do not.
    async fn suspend_contract(
        &self,
        ctx: &Context<'_>,
        input: SuspendContractInput,
    ) -> Result<SuspendContractPayload, ApiError> {
        suspend_contract::run(ctx, input).await
    }

    /// Takes a resting contract up again.
    async fn resume_contract(
        &self,
        ctx: &Context<'_>,
        input: ResumeContractInput,
    ) -> Result<ResumeContractPayload, ApiError> {
        resume_contract::run(ctx, input).await
    }

    /// Ends a contract early, settled: what is outstanding is written off or still owed by a day (C5).
    async fn terminate_contract(
        &self,
        ctx: &Context<'_>,
        input: TerminateContractInput,
    ) -> Result<TerminateContractPayload, ApiError> {
        terminate_contract::run(ctx, input).await
    }

    /// Asks again for a document that could not be made.
    async fn retry_document(
        &self,
        ctx: &Context<'_>,
        input: RetryDocumentInput,
    ) -> Result<RetryDocumentPayload, ApiError> {
        retry_document::run(ctx, input).await
    }
}
