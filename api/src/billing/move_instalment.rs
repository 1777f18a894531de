//! `moveInstalment`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::billing::record_instalment::{Move, instalment_moved};
use entity::value::id::InstalmentId;

use super::instalment::{INSTALMENT, Instalment};
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// An instalment that is to be paid on another day.
#[derive(InputObject)]
pub struct MoveInstalmentInput {
    /// Which instalment.
    pub instalment_id: ID,
    /// The day both agreed on, from signing on; on a day off it falls due on the next working day.
    pub due_on: Day,
    /// Why, 1 to 500 characters.
    pub reason: String,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The instalment as it is now.
#[derive(SimpleObject)]
pub struct MoveInstalmentPayload {
    /// With its new day.
    pub instalment: Instalment,
}

/// Moves an instalment to another day, by which it is reminded of from now on. Accountants and admins do.
pub async fn run(ctx: &Context<'_>, input: MoveInstalmentInput) -> Result<MoveInstalmentPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::KeepMoney)?;
    let instalment_id = INSTALMENT.decode(&input.instalment_id).map(InstalmentId).ok_or(ApiError::NotFound)?;
    let (expected_version, due_on, reason) = (input.expected_version, input.due_on.0, input.reason);
    let wanted = Move { instalment_id, expected_version, due_on, reason };
    desk.write(async |write| instalment_moved(write, &desk.by, &wanted).await).await?;
    let instalment = Instalment::find(desk, instalment_id).await?.ok_or(ApiError::NotFound)?;
    Ok(MoveInstalmentPayload { instalment })
}
