//! `clearBounce`.

use async_graphql::{Context, InputObject, SimpleObject};
use entity::access::Permission;
use entity::mail::record_bounce;
use entity::refusal::Mistakes;

use crate::desk::AtDesk;
use crate::error::ApiError;

/// Which address takes mail again, and why.
#[derive(InputObject)]
pub struct ClearBounceInput {
    /// An address from which mail came back.
    pub address: String,
    /// For the audit trail; 500 characters at most.
    pub reason: String,
}

/// The address.
#[derive(SimpleObject)]
pub struct ClearBouncePayload {
    /// It is written to again.
    pub address: String,
}

/// Lets an address be written to again. Clearing one that was not marked changes nothing.
pub async fn run(ctx: &Context<'_>, input: ClearBounceInput) -> Result<ClearBouncePayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::TendNotices)?;
    let mut mistakes = Mistakes::default();
    let address = mistakes.email("address", &input.address);
    let address = mistakes.taken(address)?;
    let (by, reason) = (&desk.by, &input.reason);
    desk.write(async |write| record_bounce::clear_bounce(write, by, &address, reason).await).await?;
    Ok(ClearBouncePayload { address: address.as_str().to_owned() })
}
