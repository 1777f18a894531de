//! Where plans and items stand, and whose an item is.

use async_graphql::Enum;
use entity::workflow::item_state::{ItemState, Owner};
use entity::workflow::plan_state::PlanState;

/// Where a version of a work plan stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "WorkPlanState", remote = "PlanState")]
pub enum PlanStateName {
    /// Proposed by the provider, not yet answered.
    Proposed,
    /// Confirmed by the customer: it holds for both.
    Confirmed,
    /// Not agreed to by the customer, with the reason.
    Rejected,
    /// A later version took its place.
    Superseded,
}

/// Where a work item stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "WorkItemState", remote = "ItemState")]
pub enum ItemStateName {
    /// Not begun.
    Open,
    /// Begun.
    InWork,
    /// Done, with what shows it.
    Done,
}

/// Who has to do something.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "WorkOwner", remote = "Owner")]
pub enum OwnerName {
    /// The provider.
    Provider,
    /// The customer (C3).
    Customer,
    /// An authority, which neither party commands.
    Authority,
}
