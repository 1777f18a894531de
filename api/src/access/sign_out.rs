//! `signOut`.

use async_graphql::{Context, SimpleObject};
use entity::access::record_session;

use crate::desk::AtDesk;
use crate::error::ApiError;

/// The end of one session.
#[derive(SimpleObject)]
pub struct SignOutPayload {
    /// Always true: the token is no longer good for anything.
    pub signed_out: bool,
}

/// Ends the session of the token that came with this request.
pub async fn run(ctx: &Context<'_>) -> Result<SignOutPayload, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    if let Some(hash) = &desk.token_hash {
        desk.write(async |write| Ok(record_session::end(write, &desk.by, desk.machine_now, hash).await?)).await?;
    }
    Ok(SignOutPayload { signed_out: true })
}
