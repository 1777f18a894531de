//! `ladderOverrides`: who has a ladder of their own.

use std::sync::Arc;

use async_graphql::connection::Connection;
use async_graphql::{Context, Object};
use entity::access::Permission;
use entity::clock::Instant;
use entity::reminder::policy::{self, Model};

use super::ladder::Ladder;
use crate::contract::contracts::Contracts;
use crate::contract::object::Contract;
use crate::desk::AtDesk;
use crate::error::{ApiError, Nullable, nullable};
use crate::party::customer::Customer;
use crate::party::customers::Customers;
use crate::value::{PageInput, Total, connection};

/// A ladder that was set for one customer or one contract.
#[derive(Clone, Debug)]
pub struct LadderOverride {
    row: Model,
    page: Arc<LadderOverridePage>,
}

/// What hangs on a page of them, each read once for all.
#[derive(Debug)]
struct LadderOverridePage {
    customers: Customers,
    contracts: Contracts,
}

/// A ladder that was set for one customer or one contract, and holds there instead of the provider's.
#[Object]
impl LadderOverride {
    /// The ladder.
    async fn ladder(&self) -> Ladder {
        Ladder::new(self.row.kind, self.row.steps.clone(), Some(self.row.reach()))
    }

    /// The customer for all of whose contracts it holds; null when it is one contract's.
    async fn customer(&self, ctx: &Context<'_>) -> Nullable<Customer> {
        nullable(async { self.page.customers.at(ctx.desk()?, self.row.customer_id).await }).await
    }

    /// The contract it holds for; null when it is a customer's.
    async fn contract(&self, ctx: &Context<'_>) -> Nullable<Contract> {
        nullable(async { self.page.contracts.at(ctx.desk()?, self.row.contract_id).await }).await
    }

    /// When it was last set.
    async fn updated_at(&self) -> Instant {
        self.row.updated_at
    }
}

/// A page of the ladders that were set for customers and contracts, the oldest first. For those who may administer.
pub async fn ladder_overrides(
    ctx: &Context<'_>,
    page: PageInput,
) -> Result<Connection<String, LadderOverride, Total>, ApiError> {
    let desk = ctx.desk()?.may(Permission::Administer)?;
    let window = page.window()?;
    let from_end = window.from_end;
    let rows = policy::overrides(desk.read(), desk.by.viewer, window).await?;
    let counter = desk.clone();
    let total = Total::counted_by(async move { policy::count_overrides(counter.read(), counter.by.viewer).await });
    let page = Arc::new(LadderOverridePage {
        customers: Customers::to(rows.rows.iter().filter_map(|row| row.customer_id)),
        contracts: Contracts::to(rows.rows.iter().filter_map(|row| row.contract_id)),
    });
    let node = |row: Model| LadderOverride { row, page: Arc::clone(&page) };
    Ok(connection(from_end, (rows, total), |row| row.id, node))
}
