//! `confirmWorkPlan`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::life::confirm_work_plan;
use entity::value::id::WorkPlanId;
use entity::workflow::record_answer::Answer;

use super::plan::{WORK_PLAN, WorkPlan};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A version of a work plan to agree to.
#[derive(InputObject)]
pub struct ConfirmWorkPlanInput {
    /// Which version.
    pub work_plan_id: ID,
    /// Who confirmed it on which paper, 1 to 500 characters; staff must say so, the customer's signatory need not.
    pub on_paper: Option<String>,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The version that holds now.
#[derive(SimpleObject)]
pub struct ConfirmWorkPlanPayload {
    /// As it is now.
    pub work_plan: WorkPlan,
}

/// Agrees to a version of the work plan (P2, S4). The customer's signatory does; staff enter what came on paper.
pub async fn run(ctx: &Context<'_>, input: ConfirmWorkPlanInput) -> Result<ConfirmWorkPlanPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::AnswerForCustomer)?;
    let plan_id = WORK_PLAN.decode(&input.work_plan_id).map(WorkPlanId).ok_or(ApiError::NotFound)?;
    let answer = Answer { plan_id, expected_version: input.expected_version, words: input.on_paper };
    let done = desk.write(async |write| confirm_work_plan(write, &desk.by, &answer).await).await?;
    Ok(ConfirmWorkPlanPayload { work_plan: WorkPlan::alone(done.into_inner()) })
}
