//! Which contracts a client asks for, and in which order.

use async_graphql::{Enum, ID, InputObject};
use chrono::NaiveDate;
use entity::contract::filter::{Filter, Order};
use entity::refusal::Mistakes;
use entity::value::id::CustomerId;

use super::state::ContractState;
use crate::error::ApiError;
use crate::party::customer::CUSTOMER;
use crate::value::Day;

/// Which contracts; what is left out does not restrict.
#[derive(InputObject, Clone, Debug, Default)]
pub struct ContractFilter {
    /// Only those in one of these states.
    pub states: Option<Vec<ContractState>>,
    /// Only those with this customer.
    pub customer_id: Option<ID>,
    /// Only those with this text in their title, whatever the case and the diacritics, or in their reference.
    pub search: Option<String>,
    /// Only those signed on this day or later.
    pub signed_from: Option<Day>,
    /// Only those signed on this day or earlier.
    pub signed_to: Option<Day>,
    /// When true, only those of which something is overdue today.
    pub overdue: Option<bool>,
}

/// How a list of contracts is ordered. By signing, contracts that are not signed are left out.
#[derive(Enum, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[graphql(remote = "Order")]
pub enum ContractOrder {
    /// The newest entry first.
    #[default]
    CreatedDesc,
    /// The oldest entry first.
    CreatedAsc,
    /// The newest signature first.
    SignedDesc,
    /// The oldest signature first.
    SignedAsc,
}

impl ContractFilter {
    pub(super) fn parse(self, today: NaiveDate) -> Result<Filter, ApiError> {
        let mut mistakes = Mistakes::default();
        let search = mistakes.optional_line("search", self.search.as_deref(), 100);
        let customer_id = self.customer_id.map(|id| CustomerId(CUSTOMER.take(&mut mistakes, "customerId", &id)));
        mistakes.finish()?;
        Ok(Filter {
            states: self.states.unwrap_or_default().into_iter().map(Into::into).collect(),
            customer_id,
            search,
            signed_from: self.signed_from.map(|day| day.0),
            signed_to: self.signed_to.map(|day| day.0),
            overdue_on: self.overdue.unwrap_or_default().then_some(today),
        })
    }
}
