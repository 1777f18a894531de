//! Questions about the provider.

use async_graphql::Context;
use entity::installation::provider;

use super::object::Provider;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// The provider's profile; nothing before it was entered.
pub async fn provider(ctx: &Context<'_>) -> Result<Option<Provider>, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    Ok(provider::find(desk.read()).await?.map(Provider))
}
