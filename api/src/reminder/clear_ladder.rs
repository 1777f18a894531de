//! `clearLadder`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::reminder::ReminderKind;
use entity::reminder::policy::holding;
use entity::reminder::record_ladder;

use super::kind::ReminderKindName;
use super::ladder::{Ladder, reach_of};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// Whose ladder is to be taken back: a contract's, a customer's or, when neither is named, everybody's.
#[derive(InputObject)]
pub struct ClearLadderInput {
    /// What it reminds of.
    pub kind: ReminderKindName,
    /// Of this customer.
    pub customer_id: Option<ID>,
    /// Of this contract.
    pub contract_id: Option<ID>,
}

/// The ladder.
#[derive(SimpleObject)]
pub struct ClearLadderPayload {
    /// The one that holds instead.
    pub ladder: Ladder,
}

/// Takes a ladder back, so that the next wider one holds. Where none was set, nothing changes.
pub async fn run(ctx: &Context<'_>, input: ClearLadderInput) -> Result<ClearLadderPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::Administer)?;
    let reach = reach_of(input.customer_id.as_ref(), input.contract_id.as_ref())?;
    let what = (ReminderKind::from(input.kind), reach);
    desk.write(async |write| record_ladder::clear_ladder(write, &desk.by, what).await).await?;
    let found = holding(desk.read(), desk.by.viewer, what).await?;
    let (ladder, set_for) = found.ok_or(ApiError::NotFound)?;
    Ok(ClearLadderPayload { ladder: Ladder::new(what.0, ladder, set_for) })
}
