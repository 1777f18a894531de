//! Every command that steers what the system does by itself: reminding, mailing, jobs; a line each.

use async_graphql::{Context, Object};

use crate::clock::advance_clock::{self, AdvanceClockInput, AdvanceClockPayload};
use crate::error::ApiError;
use crate::job::{
    cancel_job_run::{self, CancelJobRunInput, CancelJobRunPayload},
    change_schedule::{self, ChangeScheduleInput, ChangeSchedulePayload},
    pause_job::{self, PauseJobInput, PauseJobPayload},
    resume_job::{self, ResumeJobInput, ResumeJobPayload},
    retry_job_run::{self, RetryJobRunInput, RetryJobRunPayload},
    run_job::{self, RunJobInput, RunJobPayload},
};
use crate::mail::{
    clear_bounce::{self, ClearBounceInput, ClearBouncePayload},
    record_bounce::{self, RecordBounceInput, RecordBouncePayload},
    resend_mail::{self, ResendMailInput, ResendMailPayload},
    settle_mail::{self, SettleMailInput, SettleMailPayload},
};
use crate::reminder::{
    clear_ladder::{self, ClearLadderInput, ClearLadderPayload},
    pause_reminder::{self, PauseReminderInput, PauseReminderPayload},
    promise_to_pay::{self, PromiseToPayInput, PromiseToPayPayload},
    restart_reminder::{self, RestartReminderInput, RestartReminderPayload},
    resume_reminder::{self, ResumeReminderInput, ResumeReminderPayload},
    set_ladder::{self, SetLadderInput, SetLadderPayload},
};
use crate::task::resolve_task::{self, ResolveTaskInput, ResolveTaskPayload};

/// The commands that steer what the system does by itself.
#[derive(Debug, Default)]
pub struct SteeringMutation;

/// The commands that steer what the system does by itself.
#[Object]
impl SteeringMutation {
    // Reminders and tasks.

    /// Stops reminding until the end of a day.
    async fn pause_reminder(
        &self,
        ctx: &Context<'_>,
        input: PauseReminderInput,
    ) -> Result<PauseReminderPayload, ApiError> {
        pause_reminder::run(ctx, input).await
    }

    /// Ends a pause or a promise before its last day.
    async fn resume_reminder(
        &self,
        ctx: &Context<'_>,
        input: ResumeReminderInput,
    ) -> Result<ResumeReminderPayload, ApiError> {
        resume_reminder::run(ctx, input).await
    }

    /// Notes that the customer promised to pay by a day: nobody is reminded until its end (C5).
    async fn promise_to_pay(
        &self,
        ctx: &Context<'_>,
        input: PromiseToPayInput,
    ) -> Result<PromiseToPayPayload, ApiError> {
        promise_to_pay::run(ctx, input).await
    }

    /// Begins the stages of a reminder anew.
    async fn restart_reminder(
        &self,
        ctx: &Context<'_>,
        input: RestartReminderInput,
    ) -> Result<RestartReminderPayload, ApiError> {
        restart_reminder::run(ctx, input).await
    }

    /// Sets on which days before and after people are reminded.
    async fn set_ladder(&self, ctx: &Context<'_>, input: SetLadderInput) -> Result<SetLadderPayload, ApiError> {
        set_ladder::run(ctx, input).await
    }

    /// Takes a ladder back, so that the next wider one holds.
    async fn clear_ladder(&self, ctx: &Context<'_>, input: ClearLadderInput) -> Result<ClearLadderPayload, ApiError> {
        clear_ladder::run(ctx, input).await
    }

    /// Says that a task was dealt with.
    async fn resolve_task(&self, ctx: &Context<'_>, input: ResolveTaskInput) -> Result<ResolveTaskPayload, ApiError> {
        resolve_task::run(ctx, input).await
    }

    // Mails.

    /// Sends a mail again, as a new one.
    async fn resend_mail(&self, ctx: &Context<'_>, input: ResendMailInput) -> Result<ResendMailPayload, ApiError> {
        resend_mail::run(ctx, input).await
    }

    /// Says what became of a mail in doubt: it arrived or it did not.
    async fn settle_mail(&self, ctx: &Context<'_>, input: SettleMailInput) -> Result<SettleMailPayload, ApiError> {
        settle_mail::run(ctx, input).await
    }

    /// Notes that a mail came back; its address is not written to any more.
    async fn record_bounce(
        &self,
        ctx: &Context<'_>,
        input: RecordBounceInput,
    ) -> Result<RecordBouncePayload, ApiError> {
        record_bounce::run(ctx, input).await
    }

    /// Lets an address be written to again.
    async fn clear_bounce(&self, ctx: &Context<'_>, input: ClearBounceInput) -> Result<ClearBouncePayload, ApiError> {
        clear_bounce::run(ctx, input).await
    }

    // Jobs.

    /// Runs a duty of the worker now; when the same already waits, that run is the answer.
    async fn run_job(&self, ctx: &Context<'_>, input: RunJobInput) -> Result<RunJobPayload, ApiError> {
        run_job::run(ctx, input).await
    }

    /// Calls a run off: at once while it waits, at its next item while it runs.
    async fn cancel_job_run(
        &self,
        ctx: &Context<'_>,
        input: CancelJobRunInput,
    ) -> Result<CancelJobRunPayload, ApiError> {
        cancel_job_run::run(ctx, input).await
    }

    /// Tries a run again that was given up or called off.
    async fn retry_job_run(&self, ctx: &Context<'_>, input: RetryJobRunInput) -> Result<RetryJobRunPayload, ApiError> {
        retry_job_run::run(ctx, input).await
    }

    /// Lets a duty rest, for all workers.
    async fn pause_job(&self, ctx: &Context<'_>, input: PauseJobInput) -> Result<PauseJobPayload, ApiError> {
        pause_job::run(ctx, input).await
    }

    /// Lets a duty go on; what its rest has left behind is caught up once.
    async fn resume_job(&self, ctx: &Context<'_>, input: ResumeJobInput) -> Result<ResumeJobPayload, ApiError> {
        resume_job::run(ctx, input).await
    }

    /// Gives a duty other times from now on.
    async fn change_schedule(
        &self,
        ctx: &Context<'_>,
        input: ChangeScheduleInput,
    ) -> Result<ChangeSchedulePayload, ApiError> {
        change_schedule::run(ctx, input).await
    }

    // The clock.

    /// Moves a sandbox's clock forward; everything due on the way happens as if the days had passed.
    async fn advance_clock(
        &self,
        ctx: &Context<'_>,
        input: AdvanceClockInput,
    ) -> Result<AdvanceClockPayload, ApiError> {
        advance_clock::run(ctx, input).await
    }
}
