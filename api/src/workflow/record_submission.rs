//! `recordSubmission`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::life::enter_authority_step;
use entity::value::id::WorkItemId;
use entity::workflow::filing::StepKind;
use entity::workflow::record_authority::Step;
use entity::workflow::record_item::OnItem;

use super::item::{WORK_ITEM, WorkItem};
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// A file that was submitted to an authority.
#[derive(InputObject)]
pub struct RecordSubmissionInput {
    /// For which item of an authority.
    pub work_item_id: ID,
    /// To which authority, 1 to 200 characters.
    pub authority: String,
    /// The number of its receipt, 1 to 100 characters.
    pub receipt_number: String,
    /// The day it was submitted, not in the future; today when it is not said.
    pub on: Option<Day>,
    /// The day on the receipt on which an answer is to be expected.
    pub appointment_on: Option<Day>,
    /// What else is to be known, up to 2,000 characters: both parties read it.
    pub note: Option<String>,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The item as it is now.
#[derive(SimpleObject)]
pub struct RecordSubmissionPayload {
    /// With its steps.
    pub work_item: WorkItem,
}

/// A file was submitted to an authority, for the first time or again (S4). Staff enter it.
pub async fn run(ctx: &Context<'_>, input: RecordSubmissionInput) -> Result<RecordSubmissionPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let item_id = WORK_ITEM.decode(&input.work_item_id).map(WorkItemId).ok_or(ApiError::NotFound)?;
    let step = Step {
        asked: OnItem { item_id, expected_version: input.expected_version, on: input.on.map(|day| day.0) },
        kind: StepKind::Submitted,
        authority: Some(input.authority),
        paper_number: Some(input.receipt_number),
        appointment_on: input.appointment_on.map(|day| day.0),
        note: input.note,
    };
    let done = desk.write(async |write| enter_authority_step(write, &desk.by, &step).await).await?;
    Ok(RecordSubmissionPayload { work_item: WorkItem::alone(done.into_inner()) })
}
