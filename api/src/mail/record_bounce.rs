//! `recordBounce`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::mail::record_bounce;
use entity::value::id::MailId;

use super::object::{MAIL, Mail};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// Which mail came back, and why.
#[derive(InputObject)]
pub struct RecordBounceInput {
    /// A mail that was handed over or is in doubt.
    pub mail_id: ID,
    /// What the report says, such as `mailbox full`; 500 characters at most.
    pub reason: String,
}

/// The mail.
#[derive(SimpleObject)]
pub struct RecordBouncePayload {
    /// BOUNCED; its address is not written to until somebody clears it.
    pub mail: Mail,
}

/// Notes that a mail came back; staff have a task. CONFLICT for a mail that never went out; noting twice changes nothing.
pub async fn run(ctx: &Context<'_>, input: RecordBounceInput) -> Result<RecordBouncePayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::TendNotices)?;
    let id = MAIL.decode(&input.mail_id).map(MailId).ok_or(ApiError::NotFound)?;
    let reason = &input.reason;
    let done = desk.write(async |write| record_bounce::record_bounce(write, &desk.by, id, reason).await).await?;
    Ok(RecordBouncePayload { mail: Mail::alone(done.into_inner()) })
}
