//! `disablePerson`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::record_person;
use entity::value::id::PersonId;

use super::object::{PERSON, Person};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// Whom to keep out, and why.
#[derive(InputObject)]
pub struct DisablePersonInput {
    /// Whom.
    pub person_id: ID,
    /// For the audit trail.
    pub reason: String,
}

/// Who is kept out now.
#[derive(SimpleObject)]
pub struct DisablePersonPayload {
    /// Their sessions have ended.
    pub person: Person,
}

/// Keeps a person out from now on. CONFLICT for the last admin; disabling twice changes nothing.
pub async fn run(ctx: &Context<'_>, input: DisablePersonInput) -> Result<DisablePersonPayload, ApiError> {
    let desk = ctx.desk()?.staff()?;
    let id = PERSON.decode(&input.person_id).map(PersonId).ok_or(ApiError::NotFound)?;
    let done = desk.write(async |write| record_person::disable(write, &desk.by, id, &input.reason).await).await?;
    Ok(DisablePersonPayload { person: Person(done.into_inner()) })
}
