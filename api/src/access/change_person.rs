//! `changePerson`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::record_person::{self, Change};
use entity::value::id::PersonId;

use super::object::{LocaleName, PERSON, Person};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// What changes; what is left out stays.
#[derive(InputObject)]
pub struct ChangePersonInput {
    /// Whom.
    pub person_id: ID,
    /// Full name.
    pub name: Option<String>,
    /// The language of their mail.
    pub locale: Option<LocaleName>,
    /// Staff who enter money.
    pub is_accountant: Option<bool>,
    /// A customer's person who signs and accepts for the company.
    pub is_signatory: Option<bool>,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// The person as they are now.
#[derive(SimpleObject)]
pub struct ChangePersonPayload {
    /// With the changes.
    pub person: Person,
}

/// Changes a person's name, language or standing. Admins change anybody, staff the people of customers.
pub async fn run(ctx: &Context<'_>, input: ChangePersonInput) -> Result<ChangePersonPayload, ApiError> {
    let desk = ctx.desk()?.staff()?;
    let id = PERSON.decode(&input.person_id).map(PersonId).ok_or(ApiError::NotFound)?;
    let change = Change {
        name: input.name,
        locale: input.locale.map(Into::into),
        is_accountant: input.is_accountant,
        is_signatory: input.is_signatory,
        expected_version: input.expected_version,
    };
    let person = desk.write(async |write| record_person::change(write, &desk.by, id, change).await).await?;
    Ok(ChangePersonPayload { person: Person(person) })
}
