//! Where a round of acceptance stands, and how it was answered.

use async_graphql::Enum;
use entity::acceptance::round_state::{Manner, RoundState};

/// Where a round of acceptance stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "AcceptanceState", remote = "RoundState")]
pub enum AcceptanceStateName {
    /// The customer is asked to accept.
    Asked,
    /// Everything is accepted.
    Accepted,
    /// Some deliverables are accepted; of the others something remains to be done by agreed days.
    AcceptedInPart,
    /// Nothing is accepted: work goes on.
    Rejected,
}

/// How a round was answered.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "AcceptanceManner", remote = "Manner")]
pub enum MannerName {
    /// By the customer's signatory, signed in.
    Online,
    /// On paper, entered by staff.
    Paper,
    /// By silence beyond the term of the contract, after warnings.
    Silence,
}
