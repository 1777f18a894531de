//! `enablePerson`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::record_person;
use entity::value::id::PersonId;

use super::object::{PERSON, Person};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// Whom to let in again.
#[derive(InputObject)]
pub struct EnablePersonInput {
    /// Whom.
    pub person_id: ID,
}

/// Who may come in again.
#[derive(SimpleObject)]
pub struct EnablePersonPayload {
    /// With the password they had.
    pub person: Person,
}

/// Lets a disabled person sign in again; enabling twice changes nothing.
pub async fn run(ctx: &Context<'_>, input: EnablePersonInput) -> Result<EnablePersonPayload, ApiError> {
    let desk = ctx.desk()?.staff()?;
    let id = PERSON.decode(&input.person_id).map(PersonId).ok_or(ApiError::NotFound)?;
    let done = desk.write(async |write| record_person::enable(write, &desk.by, id).await).await?;
    Ok(EnablePersonPayload { person: Person(done.into_inner()) })
}
