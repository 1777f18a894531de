//! `resetPassword`.

use async_graphql::{Context, InputObject, SimpleObject};

use super::object::Person;
use super::redeem::redeem;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// The token of a password reset and a password.
#[derive(InputObject)]
pub struct ResetPasswordInput {
    /// From the link in the mail.
    pub token: String,
    /// At least ten characters.
    pub password: String,
}

/// Whose password was set.
#[derive(SimpleObject)]
pub struct ResetPasswordPayload {
    /// Sign in as them now.
    pub person: Person,
}

/// Sets a new password, once, within an hour of the mail; all sessions end.
///
/// INVALID with `token` in the same words whether it is unknown, used, replaced or too old.
pub async fn run(ctx: &Context<'_>, input: ResetPasswordInput) -> Result<ResetPasswordPayload, ApiError> {
    let person = redeem(ctx.desk()?, &input.token, input.password).await?;
    Ok(ResetPasswordPayload { person })
}
