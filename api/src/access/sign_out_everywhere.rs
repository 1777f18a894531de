//! `signOutEverywhere`.

use async_graphql::{Context, SimpleObject};
use entity::access::record_session;

use crate::desk::AtDesk;
use crate::error::ApiError;

/// The end of all sessions.
#[derive(SimpleObject)]
pub struct SignOutEverywherePayload {
    /// Always true: no token of this person is good for anything any more.
    pub signed_out: bool,
}

/// Ends every session of the person who asks, this one included.
pub async fn run(ctx: &Context<'_>) -> Result<SignOutEverywherePayload, ApiError> {
    let desk = ctx.desk()?;
    let person_id = desk.person()?.id;
    desk.write(async |write| Ok(record_session::end_everywhere(write, &desk.by, person_id).await?)).await?;
    Ok(SignOutEverywherePayload { signed_out: true })
}
