//! Who works on a contract, as clients see it.

use std::sync::Arc;

use async_graphql::{Context, Object};
use entity::clock::Instant;
use entity::contract::assignment;

use super::page::ContractPage;
use crate::access::object::Person;
use crate::desk::AtDesk;
use crate::error::{Nullable, nullable};

/// Somebody of the provider who works on a contract.
#[derive(Clone, Debug)]
pub struct Assignment {
    row: assignment::Assigned,
    page: Arc<ContractPage>,
}

impl Assignment {
    /// Somebody on a contract of that page.
    pub fn new(row: assignment::Assigned, page: &Arc<ContractPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }
}

/// Somebody of the provider who works on a contract.
#[Object]
impl Assignment {
    /// Their full name.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// Since when.
    async fn assigned_at(&self) -> Instant {
        self.row.assigned_at
    }

    /// Who it is; null for customers, who learn the name alone.
    async fn person(&self, ctx: &Context<'_>) -> Nullable<Person> {
        nullable(async { Ok(self.page.colleague(ctx.desk()?, self.row.person_id).await?.cloned().map(Person)) }).await
    }
}
