//! `rejectWorkPlan`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::value::id::WorkPlanId;
use entity::workflow::record_answer::{Answer, reject_plan};

use super::plan::{WORK_PLAN, WorkPlan};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A version of a work plan not to agree to.
#[derive(InputObject)]
pub struct RejectWorkPlanInput {
    /// Which version.
    pub work_plan_id: ID,
    /// Why not, 1 to 500 characters: the provider reads it.
    pub reason: String,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The version that does not hold.
#[derive(SimpleObject)]
pub struct RejectWorkPlanPayload {
    /// As it is now.
    pub work_plan: WorkPlan,
}

/// Does not agree to a version of the work plan (P2, S4). The customer's signatory does; staff enter what was said.
pub async fn run(ctx: &Context<'_>, input: RejectWorkPlanInput) -> Result<RejectWorkPlanPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::AnswerForCustomer)?;
    let plan_id = WORK_PLAN.decode(&input.work_plan_id).map(WorkPlanId).ok_or(ApiError::NotFound)?;
    let answer = Answer { plan_id, expected_version: input.expected_version, words: Some(input.reason) };
    let done = desk.write(async |write| reject_plan(write, &desk.by, &answer).await).await?;
    Ok(RejectWorkPlanPayload { work_plan: WorkPlan::alone(done.into_inner()) })
}
