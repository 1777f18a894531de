//! `settleMail`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::mail::record_settle::settle_unknown;
use entity::value::id::MailId;

use super::object::{MAIL, Mail};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// What somebody found out about a mail in doubt.
#[derive(InputObject)]
pub struct SettleMailInput {
    /// A mail that is UNKNOWN.
    pub mail_id: ID,
    /// Whether it arrived.
    pub has_arrived: bool,
    /// How that is known; 500 characters at most.
    pub reason: String,
}

/// The mail.
#[derive(SimpleObject)]
pub struct SettleMailPayload {
    /// HANDED_OVER or FAILED; a failed one can be sent again.
    pub mail: Mail,
}

/// Says what became of a mail in doubt. CONFLICT for one that is not.
pub async fn run(ctx: &Context<'_>, input: SettleMailInput) -> Result<SettleMailPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::TendNotices)?;
    let id = MAIL.decode(&input.mail_id).map(MailId).ok_or(ApiError::NotFound)?;
    let found = (id, input.has_arrived);
    let done = desk.write(async |write| settle_unknown(write, &desk.by, found, &input.reason).await).await?;
    Ok(SettleMailPayload { mail: Mail::alone(done.into_inner()) })
}
