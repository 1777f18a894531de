//! The companies that the rows of a page lead to.

use entity::party::customer;
use entity::value::id::CustomerId;

use super::customer::Customer;
use super::customer_page::CustomerPage;
use crate::desk::Desk;
use crate::error::ApiError;
use crate::value::Relation;

/// Read once for the page, as far as the viewer may see them; together they are a page themselves.
#[derive(Debug)]
pub struct Customers {
    ids: Vec<CustomerId>,
    found: Relation<CustomerId, (CustomerId, Customer)>,
}

impl Customers {
    /// Nothing is read yet.
    pub fn to(ids: impl Iterator<Item = CustomerId>) -> Self {
        Self { ids: ids.collect(), found: Relation::default() }
    }

    /// One of them; nothing without an id, and nothing when the viewer may not see it.
    pub async fn at(&self, desk: &Desk, id: Option<CustomerId>) -> Result<Option<Customer>, ApiError> {
        let Some(id) = id else { return Ok(None) };
        let find = || async {
            let rows = customer::find_all(desk.read(), desk.by.viewer, self.ids.clone()).await?;
            let page = CustomerPage::of(&rows);
            Ok(rows.into_iter().map(|row| (row.id, Customer::new(row, &page))).collect())
        };
        let found = self.found.of(id, find, |(id, _)| *id).await?;
        Ok(found.first().map(|(_, found)| found.clone()))
    }
}
