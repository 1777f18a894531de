//! The contracts that the rows of a page lead to.

use entity::contract::contract;
use entity::value::id::ContractId;

use super::object::Contract;
use super::page::ContractPage;
use crate::desk::Desk;
use crate::error::ApiError;
use crate::value::Relation;

/// Read once for the page, as far as the viewer may see them; together they are a page themselves.
#[derive(Debug)]
pub struct Contracts {
    ids: Vec<ContractId>,
    found: Relation<ContractId, (ContractId, Contract)>,
}

impl Contracts {
    /// Nothing is read yet.
    pub fn to(ids: impl Iterator<Item = ContractId>) -> Self {
        Self { ids: ids.collect(), found: Relation::default() }
    }

    /// One of them; nothing without an id, and nothing when the viewer may not see it.
    pub async fn at(&self, desk: &Desk, id: Option<ContractId>) -> Result<Option<Contract>, ApiError> {
        let Some(id) = id else { return Ok(None) };
        let find = || async {
            let rows = contract::find_all(desk.read(), desk.by.viewer, self.ids.clone()).await?;
            let page = ContractPage::of(&rows);
            Ok(rows.into_iter().map(|row| (row.id, Contract::new(row, &page))).collect())
        };
        let found = self.found.of(id, find, |(id, _)| *id).await?;
        Ok(found.first().map(|(_, found)| found.clone()))
    }
}
