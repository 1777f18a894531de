//! `recordDueEvent`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::life::{WorkEvent, record_work_event};

use crate::catalogue::offer::DueEventName;
use crate::contract::object::Contract;
use crate::contract::step::step;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// An event that instalments hang on.
#[derive(InputObject)]
pub struct RecordDueEventInput {
    /// Under which contract.
    pub contract_id: ID,
    /// What happened: `DOCUMENTS_COMPLETE`, `FILED` or `RESULT_OBTAINED`; the others come with their step.
    pub event: DueEventName,
    /// The day it happened, from signing on, not in the future; today when it is not said.
    pub on: Option<Day>,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The contract as it is now.
#[derive(SimpleObject)]
pub struct RecordDueEventPayload {
    /// With what fell due.
    pub contract: Contract,
}

/// Enters an event of the work that no item of the plan tells: what hangs on it falls due and is asked for (C5, S3).
pub async fn run(ctx: &Context<'_>, input: RecordDueEventInput) -> Result<RecordDueEventPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let step = step(&input.contract_id, input.on, input.expected_version)?;
    let wanted = WorkEvent {
        contract_id: step.contract_id,
        expected_version: step.expected_version,
        event: input.event.into(),
        on: step.on,
    };
    let done = desk.write(async |write| record_work_event(write, &desk.by, &wanted).await).await?;
    Ok(RecordDueEventPayload { contract: Contract::alone(done.into_inner()) })
}
