//! Commands on the work under a contract.

use async_graphql::{Context, Object};

use crate::error::ApiError;
use crate::workflow::{
    begin_waiting::{self, BeginWaitingInput, BeginWaitingPayload},
    complete_work_item::{self, CompleteWorkItemInput, CompleteWorkItemPayload},
    confirm_work_plan::{self, ConfirmWorkPlanInput, ConfirmWorkPlanPayload},
    end_waiting::{self, EndWaitingInput, EndWaitingPayload},
    propose_work_plan::{self, ProposeWorkPlanInput, ProposeWorkPlanPayload},
    record_authority_answer::{self, RecordAuthorityAnswerInput, RecordAuthorityAnswerPayload},
    record_submission::{self, RecordSubmissionInput, RecordSubmissionPayload},
    reject_work_plan::{self, RejectWorkPlanInput, RejectWorkPlanPayload},
    start_work_item::{self, StartWorkItemInput, StartWorkItemPayload},
};

/// Commands on the work under a contract.
#[derive(Debug, Default)]
pub struct WorkflowMutation;

/// Commands on the work under a contract.
#[Object]
impl WorkflowMutation {
    /// Proposes a version of the work plan; every mistake is named at once, a cycle with its numbers (P2, S4).
    async fn propose_work_plan(
        &self,
        ctx: &Context<'_>,
        input: ProposeWorkPlanInput,
    ) -> Result<ProposeWorkPlanPayload, ApiError> {
        propose_work_plan::run(ctx, input).await
    }

    /// Agrees to a version of the work plan, which holds from now on (P2, S4).
    async fn confirm_work_plan(
        &self,
        ctx: &Context<'_>,
        input: ConfirmWorkPlanInput,
    ) -> Result<ConfirmWorkPlanPayload, ApiError> {
        confirm_work_plan::run(ctx, input).await
    }

    /// Does not agree to a version of the work plan, with the reason (P2, S4).
    async fn reject_work_plan(
        &self,
        ctx: &Context<'_>,
        input: RejectWorkPlanInput,
    ) -> Result<RejectWorkPlanPayload, ApiError> {
        reject_work_plan::run(ctx, input).await
    }

    /// Begins a work item; refused while what comes before it is not done (S4).
    async fn start_work_item(
        &self,
        ctx: &Context<'_>,
        input: StartWorkItemInput,
    ) -> Result<StartWorkItemPayload, ApiError> {
        start_work_item::run(ctx, input).await
    }

    /// Notes that a work item is done and what shows it (S4).
    async fn complete_work_item(
        &self,
        ctx: &Context<'_>,
        input: CompleteWorkItemInput,
    ) -> Result<CompleteWorkItemPayload, ApiError> {
        complete_work_item::run(ctx, input).await
    }

    /// The provider waits for the customer or an authority: its dates move by the working days of the wait (C3).
    async fn begin_waiting(
        &self,
        ctx: &Context<'_>,
        input: BeginWaitingInput,
    ) -> Result<BeginWaitingPayload, ApiError> {
        begin_waiting::run(ctx, input).await
    }

    /// Work goes on after a wait (C3).
    async fn end_waiting(&self, ctx: &Context<'_>, input: EndWaitingInput) -> Result<EndWaitingPayload, ApiError> {
        end_waiting::run(ctx, input).await
    }

    /// A file was submitted to an authority, for the first time or again (S4).
    async fn record_submission(
        &self,
        ctx: &Context<'_>,
        input: RecordSubmissionInput,
    ) -> Result<RecordSubmissionPayload, ApiError> {
        record_submission::run(ctx, input).await
    }

    /// An authority named a day, asked for more, granted or refused; what is granted is done (S4).
    async fn record_authority_answer(
        &self,
        ctx: &Context<'_>,
        input: RecordAuthorityAnswerInput,
    ) -> Result<RecordAuthorityAnswerPayload, ApiError> {
        record_authority_answer::run(ctx, input).await
    }
}
