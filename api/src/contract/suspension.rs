//! A rest of a contract as clients see it.

use async_graphql::Object;
use entity::contract::suspension;

use crate::value::Day;

/// A stretch of days in which a contract rests: work and acceptance stop, sums due and the warranty do not.
#[derive(Clone, Debug)]
pub struct Suspension(pub suspension::Model);

/// A stretch of days in which a contract rests: work and acceptance stop, sums due and the warranty do not.
#[Object]
impl Suspension {
    /// The first day of rest.
    async fn from_on(&self) -> Day {
        self.0.from_on.into()
    }

    /// Why.
    async fn reason(&self) -> &str {
        &self.0.reason
    }

    /// The day work was taken up again; null while the contract rests.
    async fn resumed_on(&self) -> Option<Day> {
        self.0.resumed_on.map(Day)
    }
}
