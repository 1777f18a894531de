//! Questions about people.

use async_graphql::connection::Connection;
use async_graphql::{Context, ID, InputObject};
use entity::access::person;
use entity::value::id::{CustomerId, PersonId};
use entity::value::text::{folded, like_escaped};

use super::object::{PERSON, Person, RoleName};
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::{NodeId, PageInput, Total, connection};

/// Which people.
#[derive(InputObject, Clone, Debug, Default)]
pub struct PeopleFilter {
    /// Only this role.
    pub role: Option<RoleName>,
    /// Only the people of this customer.
    pub customer_id: Option<ID>,
    /// Only names that contain this, whatever the case and the diacritics.
    pub search: Option<String>,
}

/// The person who asks; nothing for visitors.
pub async fn viewer(ctx: &Context<'_>) -> Result<Option<Person>, ApiError> {
    Ok(ctx.desk()?.person.as_deref().cloned().map(Person))
}

/// One person, if the viewer may see them.
pub async fn find(ctx: &Context<'_>, id: ID) -> Result<Option<Person>, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    let Some(id) = PERSON.decode(&id) else { return Ok(None) };
    Ok(person::find(desk.read(), desk.by.viewer, PersonId(id)).await?.map(Person))
}

/// A page of the people the viewer may see, by name.
pub async fn page(
    ctx: &Context<'_>,
    page: PageInput,
    filter: Option<PeopleFilter>,
) -> Result<Connection<String, Person, Total>, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    let window = page.window()?;
    let filter = filter.unwrap_or_default().parse()?;
    let from_end = window.from_end;
    let rows = person::page(desk.read(), desk.by.viewer, &filter, window).await?;
    let counter = desk.clone();
    let total = Total::counted_by(async move { person::count(counter.read(), counter.by.viewer, &filter).await });
    Ok(connection(from_end, (rows, total), |row| (row.name_folded.clone(), row.id), Person))
}

impl PeopleFilter {
    fn parse(self) -> Result<person::Filter, ApiError> {
        let mut mistakes = entity::refusal::Mistakes::default();
        let search = mistakes.optional_line("search", self.search.as_deref(), 100);
        let customer_id =
            self.customer_id.map(|id| CustomerId(NodeId("Customer").take(&mut mistakes, "customerId", &id)));
        mistakes.finish()?;
        Ok(person::Filter {
            role: self.role.map(Into::into),
            customer_id,
            name_like: search.map(|text| like_escaped(&folded(&text))),
        })
    }
}
