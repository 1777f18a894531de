//! The people that the rows of a page lead to.

use entity::access::person;
use entity::value::id::PersonId;

use super::object::Person;
use crate::desk::Desk;
use crate::error::ApiError;
use crate::value::Relation;

/// Read once for the page, as far as the viewer may see them.
#[derive(Debug)]
pub struct People {
    ids: Vec<PersonId>,
    found: Relation<PersonId, person::Model>,
}

impl People {
    /// Nobody is read yet.
    pub fn to(ids: impl Iterator<Item = PersonId>) -> Self {
        Self { ids: ids.collect(), found: Relation::default() }
    }

    /// One of them; nothing without an id, and nothing when the viewer may not see them.
    pub async fn at(&self, desk: &Desk, id: Option<PersonId>) -> Result<Option<Person>, ApiError> {
        let Some(id) = id else { return Ok(None) };
        let find = || person::find_all(desk.read(), desk.by.viewer, self.ids.clone());
        Ok(self.found.of(id, find, |person| person.id).await?.first().cloned().map(Person))
    }
}
