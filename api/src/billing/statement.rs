//! The statement of account as clients see it.

use async_graphql::{Context, Enum, Object};
use entity::billing::statement::{self, Kind};

use crate::error::ApiError;
use crate::value::{Day, MoneyObject};

/// What an entry does to what the customer owes.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "Kind")]
pub enum StatementKind {
    /// An instalment fell due: more is owed.
    Charge,
    /// A payment came in: less is owed.
    Receipt,
    /// A payment was reversed: its sum is owed again.
    Reversal,
    /// A part of an instalment was written off: less is owed.
    WriteOff,
}

/// The account of a contract over some days (C5).
#[derive(Clone, Debug)]
pub struct Statement(pub statement::Statement);

/// The account of a contract over some days (C5).
#[Object]
impl Statement {
    /// The first day, included.
    async fn from_on(&self) -> Day {
        self.0.from_on.into()
    }

    /// The last day, included.
    async fn to_on(&self) -> Day {
        self.0.to_on.into()
    }

    /// What was owed before the first day; less than nothing is a credit.
    async fn opening(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.0.opening)
    }

    /// What happened, by day.
    async fn lines(&self) -> Vec<StatementLine> {
        self.0.lines.iter().cloned().map(StatementLine).collect()
    }

    /// What was owed at the end of the last day.
    async fn closing(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.0.closing)
    }
}

/// One line of a statement of account.
#[derive(Clone, Debug)]
pub struct StatementLine(pub statement::Line);

/// One line of a statement of account.
#[Object]
impl StatementLine {
    /// The day it happened: due, received, reversed or written off.
    async fn on(&self) -> Day {
        self.0.entry.on.into()
    }

    /// What it was.
    async fn kind(&self) -> StatementKind {
        self.0.entry.kind.into()
    }

    /// By what both sides know it: the number of the instalment, the bank's reference.
    async fn reference(&self) -> &str {
        &self.0.entry.reference
    }

    /// How much, always more than nothing.
    async fn amount(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.0.entry.amount)
    }

    /// What the customer owed after it.
    async fn balance(&self, ctx: &Context<'_>) -> Result<MoneyObject, ApiError> {
        MoneyObject::at(ctx, self.0.balance)
    }
}
