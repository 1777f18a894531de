//! What hangs on a page of quotes, each read once for all of them.

use std::sync::Arc;

use entity::document;
use entity::quote::quote::Model;
use entity::quote::state::State;
use entity::value::id::{ContractId, QuoteId};
use uuid::Uuid;

use crate::access::people::People;
use crate::contract::contracts::Contracts;
use crate::desk::Desk;
use crate::document::object::Document;
use crate::error::ApiError;
use crate::party::customers::Customers;
use crate::value::Relation;

/// The quotes of a page and what hangs on them.
#[derive(Debug)]
pub struct QuotePage {
    /// Who wrote, approved and decided on them.
    pub people: People,
    /// The customers they are for.
    pub customers: Customers,
    /// The contracts that were drafted from them.
    pub contracts: Contracts,
    ids: Vec<Uuid>,
    documents: Relation<Uuid, document::Model>,
}

impl QuotePage {
    /// The page of these quotes.
    pub fn of(rows: &[Model]) -> Arc<Self> {
        let people = rows.iter().flat_map(|row| [row.drafted_by, row.approved_by, row.decided_by]);
        Arc::new(Self {
            people: People::to(people.flatten()),
            customers: Customers::to(rows.iter().map(|row| row.customer_id)),
            contracts: Contracts::to(rows.iter().filter_map(Self::contract_of)),
            ids: rows.iter().map(|row| row.id.0).collect(),
            documents: Relation::default(),
        })
    }

    /// The paper of one of them, once it was sent.
    pub async fn document(&self, desk: &Desk, id: QuoteId) -> Result<Option<Document>, ApiError> {
        let of_quotes = || (document::Kind::Quote, self.ids.clone());
        let find = || document::of_subjects(desk.read(), desk.by.viewer, of_quotes());
        let found = self.documents.of(id.0, find, |row| row.subject_id).await?;
        Ok(found.last().cloned().map(Document))
    }

    /// The contract of an accepted quote has the id of the inquiry.
    pub fn contract_of(row: &Model) -> Option<ContractId> {
        (row.state == State::Accepted).then_some(ContractId(row.inquiry_id.0))
    }
}
