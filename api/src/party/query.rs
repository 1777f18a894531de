//! Questions about parks and customers.

use async_graphql::connection::Connection;
use async_graphql::{Context, ID, InputObject};
use entity::party::{customer, industrial_park};
use entity::refusal::Mistakes;
use entity::value::id::{CustomerId, ParkId};

use super::customer::{CUSTOMER, Customer};
use super::customer_page::CustomerPage;
use super::park::{IndustrialPark, PARK};
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::{PageInput, Total, connection};

/// Which customers.
#[derive(InputObject, Clone, Debug, Default)]
pub struct CustomerFilter {
    /// Only those with this text in their name, whatever the case and the diacritics, or with this tax code.
    pub search: Option<String>,
    /// Only those in this industrial park.
    pub park_id: Option<ID>,
}

/// All industrial parks by code.
pub async fn parks(ctx: &Context<'_>) -> Result<Vec<IndustrialPark>, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    Ok(industrial_park::all(desk.read(), desk.by.viewer).await?.into_iter().map(IndustrialPark).collect())
}

/// One customer, if the viewer may see it.
pub async fn find(ctx: &Context<'_>, id: ID) -> Result<Option<Customer>, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    let Some(id) = CUSTOMER.decode(&id).map(CustomerId) else { return Ok(None) };
    Ok(customer::find(desk.read(), desk.by.viewer, id).await?.map(Customer::alone))
}

/// A page of the customers the viewer may see, by name.
pub async fn page(
    ctx: &Context<'_>,
    page: PageInput,
    filter: Option<CustomerFilter>,
) -> Result<Connection<String, Customer, Total>, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    let window = page.window()?;
    let filter = filter.unwrap_or_default().parse()?;
    let from_end = window.from_end;
    let rows = customer::page(desk.read(), desk.by.viewer, &filter, window).await?;
    let counter = desk.clone();
    let total = Total::counted_by(async move { customer::count(counter.read(), counter.by.viewer, &filter).await });
    let page = CustomerPage::of(&rows.rows);
    let place = |row: &customer::Model| (row.name_folded.clone(), row.id);
    Ok(connection(from_end, (rows, total), place, |row| Customer::new(row, &page)))
}

impl CustomerFilter {
    fn parse(self) -> Result<customer::Filter, ApiError> {
        let mut mistakes = Mistakes::default();
        let search = mistakes.optional_line("search", self.search.as_deref(), 100);
        let park_id = self.park_id.map(|id| ParkId(PARK.take(&mut mistakes, "parkId", &id)));
        mistakes.finish()?;
        Ok(customer::Filter { search, park_id })
    }
}
