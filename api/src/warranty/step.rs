//! A step of a claim as clients see it.

use async_graphql::{Enum, Object};
use entity::warranty::claim_step::{self, StepKind};

use crate::value::Day;

/// What was done about a claim.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "ClaimStepKind", remote = "StepKind")]
pub enum ClaimStepKind {
    /// A person judged it as covered.
    Triaged,
    /// Work on it began.
    Started,
    /// The provider said that it was put right, and how.
    Resolved,
    /// The customer confirmed.
    Confirmed,
    /// The customer said that it was not put right, and why.
    Reopened,
    /// A person judged it as not covered.
    Rejected,
    /// The provider asked the customer something: its answer-by clock stands still.
    Asked,
    /// The customer answered: the clock goes on.
    Answered,
}

/// One step of a claim, which both parties read.
#[derive(Clone, Debug)]
pub struct ClaimStep(pub claim_step::Model, pub Option<String>);

/// One step of a claim, which both parties read.
#[Object]
impl ClaimStep {
    /// Its place, from 1.
    async fn number(&self) -> i32 {
        self.0.number
    }

    /// What was done.
    async fn kind(&self) -> ClaimStepKind {
        self.0.kind.into()
    }

    /// On which day.
    async fn taken_on(&self) -> Day {
        self.0.taken_on.into()
    }

    /// The name of who did it; null for the installation itself.
    async fn taken_by(&self) -> Option<&str> {
        self.1.as_deref()
    }

    /// The answer, the reason or the question, in their words.
    async fn words(&self) -> Option<&str> {
        self.0.words.as_deref()
    }
}
