//! `setLadder`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::reminder::ladder::{Draft, Stage};
use entity::reminder::record_ladder::{self, Setting};

use super::kind::{ReminderKindName, ToneName};
use super::ladder::{Ladder, reach_of};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A rung of a ladder.
#[derive(InputObject)]
pub struct LadderStepInput {
    /// Days from the day reminded of, -365 to 365: -7 is a week before, 0 the day itself.
    pub offset_days: i32,
    /// In which tone it speaks.
    pub tone: ToneName,
}

/// A ladder, and for whom: a contract, a customer or, when neither is named, everybody.
#[derive(InputObject)]
pub struct SetLadderInput {
    /// What it reminds of.
    pub kind: ReminderKindName,
    /// For all contracts of this customer.
    pub customer_id: Option<ID>,
    /// For this contract.
    pub contract_id: Option<ID>,
    /// One to twelve stages, no two on one day.
    pub stages: Vec<LadderStepInput>,
    /// The hour of sending, 0 to 23, in the recipient's zone.
    pub send_hour: i32,
    /// Whether a stage on a day off moves to a working day.
    #[graphql(default = true)]
    pub working_days: bool,
}

/// The ladder.
#[derive(SimpleObject)]
pub struct SetLadderPayload {
    /// It holds from now on; the reminders it reaches are computed again.
    pub ladder: Ladder,
}

/// Sets a ladder. INVALID with every mistake at once.
pub async fn run(ctx: &Context<'_>, input: SetLadderInput) -> Result<SetLadderPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::Administer)?;
    let reach = reach_of(input.customer_id.as_ref(), input.contract_id.as_ref())?;
    let stage = |step: LadderStepInput| Stage { offset_days: step.offset_days, tone: step.tone.into() };
    let stages = input.stages.into_iter().map(stage).collect();
    let draft = Draft { send_hour: input.send_hour, stages, working_days: input.working_days };
    let setting = Setting { kind: input.kind.into(), reach, draft };
    let row = desk.write(async |write| record_ladder::set_ladder(write, &desk.by, &setting).await).await?;
    Ok(SetLadderPayload { ladder: Ladder::new(row.kind, row.steps, Some(reach)) })
}
