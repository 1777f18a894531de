//! `resendMail`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::mail::record_resend::resend;
use entity::value::id::MailId;

use super::object::{MAIL, Mail};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// Which mail to send again, and why.
#[derive(InputObject)]
pub struct ResendMailInput {
    /// A mail that was handed over, failed, came back, or is in doubt.
    pub mail_id: ID,
    /// For the audit trail; 500 characters at most.
    pub reason: String,
}

/// The new mail.
#[derive(SimpleObject)]
pub struct ResendMailPayload {
    /// A mail of its own that says what the other said; what is not true any more is left out.
    pub mail: Mail,
}

/// Sends a mail again, as a new one, to where its recipient is reached now. CONFLICT for a mail that still goes out by
/// itself, and for a recipient who cannot be reached.
pub async fn run(ctx: &Context<'_>, input: ResendMailInput) -> Result<ResendMailPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::TendNotices)?;
    let id = MAIL.decode(&input.mail_id).map(MailId).ok_or(ApiError::NotFound)?;
    let mail = desk.write(async |write| resend(write, &desk.by, id, &input.reason).await).await?;
    Ok(ResendMailPayload { mail: Mail::alone(mail) })
}
