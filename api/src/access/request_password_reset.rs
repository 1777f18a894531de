//! `requestPasswordReset`.

use async_graphql::{Context, InputObject, SimpleObject};
use entity::access::record_token;
use entity::refusal::Mistakes;
use entity::value::email::Email;

use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::reception::Keys;

/// Whose password is forgotten.
#[derive(InputObject)]
pub struct RequestPasswordResetInput {
    /// The address they sign in with.
    pub email: String,
}

/// Taken note of.
#[derive(SimpleObject)]
pub struct RequestPasswordResetPayload {
    /// Always true, whether or not somebody has this address.
    pub accepted: bool,
}

/// Mails a link to set a new password to whoever has this address. The answer is the same when nobody has it.
///
/// RATE_LIMITED per address asked for and per address asked from.
pub async fn run(ctx: &Context<'_>, input: RequestPasswordResetInput) -> Result<RequestPasswordResetPayload, ApiError> {
    let desk = ctx.desk()?;
    let mut mistakes = Mistakes::default();
    let email = mistakes.email("email", &input.email);
    mistakes.finish()?;
    let email = email.as_ref().map_or("", Email::as_str);
    let keys = Keys::of(desk, &format!("reset {email}"));
    keys.take(desk).await?;
    desk.write(async |write| record_token::ask_reset(write, &desk.by, desk.machine_now, email).await).await?;
    Ok(RequestPasswordResetPayload { accepted: true })
}
