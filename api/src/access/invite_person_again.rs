//! `invitePersonAgain`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::record_person;
use entity::value::id::PersonId;

use super::object::{PERSON, Person};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// Who has not come in yet.
#[derive(InputObject)]
pub struct InvitePersonAgainInput {
    /// Whom to invite again.
    pub person_id: ID,
}

/// Who was invited again.
#[derive(SimpleObject)]
pub struct InvitePersonAgainPayload {
    /// A new invitation is on its way; the earlier one is void.
    pub person: Person,
}

/// Mails a new invitation to somebody who has not set a password yet.
pub async fn run(ctx: &Context<'_>, input: InvitePersonAgainInput) -> Result<InvitePersonAgainPayload, ApiError> {
    let desk = ctx.desk()?.staff()?;
    let id = PERSON.decode(&input.person_id).map(PersonId).ok_or(ApiError::NotFound)?;
    let person =
        desk.write(async |write| record_person::invite_again(write, &desk.by, desk.machine_now, id).await).await?;
    Ok(InvitePersonAgainPayload { person: Person(person) })
}
