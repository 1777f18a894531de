//! `acceptInvitation`.

use async_graphql::{Context, InputObject, SimpleObject};

use super::object::Person;
use super::redeem::redeem;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// The token of an invitation and a password.
#[derive(InputObject)]
pub struct AcceptInvitationInput {
    /// From the link in the mail.
    pub token: String,
    /// At least ten characters.
    pub password: String,
}

/// Whose password was set.
#[derive(SimpleObject)]
pub struct AcceptInvitationPayload {
    /// Sign in as them now.
    pub person: Person,
}

/// Sets the first password of an invited person, once, within seven days of the mail.
///
/// INVALID with `token` in the same words whether it is unknown, used, replaced or too old.
pub async fn run(ctx: &Context<'_>, input: AcceptInvitationInput) -> Result<AcceptInvitationPayload, ApiError> {
    let person = redeem(ctx.desk()?, &input.token, input.password).await?;
    Ok(AcceptInvitationPayload { person })
}
