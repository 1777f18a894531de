//! `recordAuthorityAnswer`.

use async_graphql::{Context, Enum, ID, InputObject, SimpleObject};
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

/// What an authority can say to a file.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorityAnswer {
    /// It names a day.
    Appointed,
    /// It asks for more.
    SupplementAsked,
    /// It grants what was asked for: the item is done.
    Granted,
    /// It refuses.
    Refused,
}

/// What an authority said.
#[derive(InputObject)]
pub struct RecordAuthorityAnswerInput {
    /// For which item of an authority.
    pub work_item_id: ID,
    /// What it said.
    pub answer: AuthorityAnswer,
    /// The day it said so, not in the future; today when it is not said.
    pub on: Option<Day>,
    /// The number of the decision, 1 to 100 characters: demanded of what is granted or refused.
    pub number: Option<String>,
    /// The day it named: demanded of an appointment.
    pub appointment_on: Option<Day>,
    /// What it asks for or why it refuses, which is demanded; or what else is to be known. Up to 2,000 characters.
    pub note: Option<String>,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The item as it is now.
#[derive(SimpleObject)]
pub struct RecordAuthorityAnswerPayload {
    /// With its steps.
    pub work_item: WorkItem,
}

/// An authority answered (S4). Staff enter it.
pub async fn run(
    ctx: &Context<'_>,
    input: RecordAuthorityAnswerInput,
) -> Result<RecordAuthorityAnswerPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let item_id = WORK_ITEM.decode(&input.work_item_id).map(WorkItemId).ok_or(ApiError::NotFound)?;
    let step = Step {
        asked: OnItem { item_id, expected_version: input.expected_version, on: input.on.map(|day| day.0) },
        kind: input.answer.into(),
        authority: None,
        paper_number: input.number,
        appointment_on: input.appointment_on.map(|day| day.0),
        note: input.note,
    };
    let done = desk.write(async |write| enter_authority_step(write, &desk.by, &step).await).await?;
    Ok(RecordAuthorityAnswerPayload { work_item: WorkItem::alone(done.into_inner()) })
}

impl From<AuthorityAnswer> for StepKind {
    fn from(answer: AuthorityAnswer) -> Self {
        match answer {
            AuthorityAnswer::Appointed => Self::Appointed,
            AuthorityAnswer::SupplementAsked => Self::SupplementAsked,
            AuthorityAnswer::Granted => Self::Granted,
            AuthorityAnswer::Refused => Self::Refused,
        }
    }
}
