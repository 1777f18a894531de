//! Where a contract stands, as clients see it.

use async_graphql::Enum;
use entity::contract::lifecycle::{Lifecycle, Step};

/// Where a contract stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "Lifecycle")]
pub enum ContractState {
    /// Agreed on, not yet signed by both.
    Draft,
    /// Signed by both; what is due on signature is awaited.
    Signed,
    /// The work is under way.
    Deploying,
    /// The work is done and reported; acceptance is asked for.
    Finished,
    /// Accepted by the customer; in warranty.
    Accepted,
    /// Everything is settled and the warranty is over.
    Closed,
    /// Given up before it was signed.
    Cancelled,
    /// Ended early after signing, and settled.
    Terminated,
}

/// A step of the terms.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "Step", remote = "Step")]
pub enum StepName {
    /// Contact: an inquiry is received.
    S1,
    /// Agreement on package, price and workflow.
    S2,
    /// Payment under the contract.
    S3,
    /// The work is deployed.
    S4,
    /// The work is finished.
    S5,
    /// The customer accepts.
    S6,
    /// Warranty and support.
    S7,
}
