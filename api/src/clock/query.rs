//! Questions about the clock.

use async_graphql::Context;

use super::object::Clock;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// What the business clock says; for whoever is signed in.
pub async fn clock(ctx: &Context<'_>) -> Result<Clock, ApiError> {
    Ok(ctx.desk()?.signed_in()?.clock.into())
}
