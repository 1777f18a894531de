//! A customer company as clients see it.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use entity::clock::Instant;
use entity::party::customer;
use entity::party::kind::CustomerKind;
use entity::value::email::Email;

use super::customer_page::CustomerPage;
use super::park::IndustrialPark;
use crate::access::object::{LocaleName, Person};
use crate::desk::AtDesk;
use crate::error::{ApiError, Nullable, nullable};
use crate::value::{MoneyObject, NodeId};

/// Ids of customers.
pub const CUSTOMER: NodeId = NodeId("Customer");

/// What a customer is to customs and foreign exchange law.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "CustomerKind", remote = "CustomerKind")]
pub enum CustomerKindName {
    /// A resident company: prices are in đồng.
    Domestic,
    /// An export processing enterprise ("doanh nghiệp chế xuất"): foreign currencies are possible.
    ExportProcessing,
}

/// A company the provider works for.
#[derive(Clone, Debug)]
pub struct Customer {
    row: customer::Model,
    page: Arc<CustomerPage>,
}

/// What a customer owes in one currency.
#[derive(SimpleObject, Clone, Debug)]
#[graphql(name = "CustomerOwed")]
pub struct OwedByCustomer {
    /// Everything still owed, due or not.
    pub outstanding: MoneyObject,
    /// The part of it whose due day has passed.
    pub overdue: MoneyObject,
}

impl Customer {
    /// One company of a page.
    pub fn new(row: customer::Model, page: &Arc<CustomerPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }

    /// One company by itself.
    pub fn alone(row: customer::Model) -> Self {
        let page = CustomerPage::of(std::slice::from_ref(&row));
        Self { row, page }
    }
}

/// A company the provider works for.
#[Object]
impl Customer {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        CUSTOMER.encode(self.row.id.0)
    }

    /// Full name.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// Tax code ("mã số thuế").
    async fn tax_code(&self) -> &str {
        self.row.tax_code.as_str()
    }

    /// What decides the currencies it may agree on.
    async fn kind(&self) -> CustomerKindName {
        self.row.kind.into()
    }

    /// Registered address.
    async fn address(&self) -> &str {
        &self.row.address
    }

    /// The park it is in, if any.
    async fn park(&self, ctx: &Context<'_>) -> Nullable<IndustrialPark> {
        nullable(async {
            let Some(id) = self.row.park_id else { return Ok(None) };
            Ok(self.page.park(ctx.desk()?, id).await?.cloned().map(IndustrialPark))
        })
        .await
    }

    /// Its plot there.
    async fn plot(&self) -> Option<&str> {
        self.row.plot.as_deref()
    }

    /// The person or department bills are addressed to.
    async fn billing_name(&self) -> &str {
        &self.row.billing_name
    }

    /// Where bills go; null while no address is known.
    async fn billing_email(&self) -> Option<&str> {
        self.row.billing_email.as_ref().map(Email::as_str)
    }

    /// Who gets a copy of the bills.
    async fn billing_cc(&self) -> Vec<&str> {
        self.row.billing_cc.0.iter().map(Email::as_str).collect()
    }

    /// The language of its mail.
    async fn locale(&self) -> LocaleName {
        self.row.locale.into()
    }

    /// The time zone in which the hour of sending is meant, such as `Asia/Ho_Chi_Minh`.
    async fn zone(&self) -> String {
        self.row.zone.to_string()
    }

    /// Its people, by name.
    async fn people(&self, ctx: &Context<'_>) -> Result<Vec<Person>, ApiError> {
        Ok(self.page.people(ctx.desk()?, self.row.id).await?.iter().cloned().map(Person).collect())
    }

    /// What it owes on the contracts the viewer may see, a line per currency; empty when it owes nothing (C5).
    async fn owed(&self, ctx: &Context<'_>) -> Result<Vec<OwedByCustomer>, ApiError> {
        let desk = ctx.desk()?;
        let lines = self.page.owed(desk, self.row.id).await?.iter().map(|line| OwedByCustomer {
            outstanding: MoneyObject::of(line.outstanding, desk.locale),
            overdue: MoneyObject::of(line.overdue, desk.locale),
        });
        Ok(lines.collect())
    }

    /// Rises with every change; for `expectedVersion`.
    async fn version(&self) -> i64 {
        self.row.version
    }

    /// When it was entered.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }
}
