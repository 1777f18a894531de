//! What hangs on a page of customers, each read once for all of them.

use std::sync::Arc;

use entity::access::person;
use entity::billing::owed::{self, CustomerOwed};
use entity::party::{customer, industrial_park};
use entity::value::id::{CustomerId, ParkId};

use crate::desk::Desk;
use crate::error::ApiError;
use crate::value::Relation;

/// The customers of a page and what hangs on them.
#[derive(Debug)]
pub struct CustomerPage {
    ids: Vec<CustomerId>,
    park_ids: Vec<ParkId>,
    parks: Relation<ParkId, industrial_park::Model>,
    people: Relation<CustomerId, person::Model>,
    owed: Relation<CustomerId, CustomerOwed>,
}

impl CustomerPage {
    /// The page of these customers.
    pub fn of(rows: &[customer::Model]) -> Arc<Self> {
        let mut park_ids: Vec<ParkId> = rows.iter().filter_map(|row| row.park_id).collect();
        park_ids.sort_unstable();
        park_ids.dedup();
        Arc::new(Self {
            ids: rows.iter().map(|row| row.id).collect(),
            park_ids,
            parks: Relation::default(),
            people: Relation::default(),
            owed: Relation::default(),
        })
    }

    /// A park that one of them is in.
    pub async fn park(&self, desk: &Desk, id: ParkId) -> Result<Option<&industrial_park::Model>, ApiError> {
        let find = || industrial_park::find_all(desk.read(), desk.by.viewer, self.park_ids.clone());
        Ok(self.parks.of(id, find, |park| park.id).await?.first())
    }

    /// The people of one of them that the viewer may see.
    pub async fn people(&self, desk: &Desk, id: CustomerId) -> Result<&[person::Model], ApiError> {
        let find = || person::of_customers(desk.read(), desk.by.viewer, self.ids.clone());
        // Only people of these companies were asked for; one without a company cannot be among them.
        self.people.of(id, find, |person| person.customer_id.unwrap_or(id)).await
    }

    /// What one of them owes, a line per currency.
    pub async fn owed(&self, desk: &Desk, id: CustomerId) -> Result<&[CustomerOwed], ApiError> {
        let find = || owed::by_customers(desk.read(), desk.by.viewer, (self.ids.clone(), desk.by.today()));
        self.owed.of(id, find, |owed| owed.customer_id).await
    }
}
