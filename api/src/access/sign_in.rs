//! `signIn`.

use async_graphql::{Context, InputObject, SimpleObject};
use entity::access::record_session;
use entity::clock::Instant;
use secrecy::ExposeSecret;

use super::object::Person;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::reception;

/// An address and a password.
#[derive(InputObject)]
pub struct SignInInput {
    /// As registered, in any case.
    pub email: String,
    /// 256 bytes at most.
    pub password: String,
}

/// The way in.
#[derive(SimpleObject)]
pub struct SignInPayload {
    /// For the header `Authorization: Bearer …`. Shown once; keep it out of logs.
    pub token: String,
    /// When the token ends by itself.
    pub expires_at: Instant,
    /// Who signed in.
    pub person: Person,
}

/// Exchanges an address and a password for a token that lasts twelve hours.
///
/// UNAUTHENTICATED in the same words whatever is wrong; RATE_LIMITED after too many failures.
pub async fn run(ctx: &Context<'_>, input: SignInInput) -> Result<SignInPayload, ApiError> {
    let desk = ctx.desk()?;
    let (token, person) = reception::sign_in(desk, &input.email, &input.password).await?;
    Ok(SignInPayload {
        token: token.expose_secret().to_owned(),
        expires_at: desk.machine_now.checked_add_signed(record_session::LASTS).unwrap_or(desk.machine_now),
        person: Person(person),
    })
}
