//! What was asked of an authority and what it said, as clients see it.

use async_graphql::{Enum, Object};
use entity::workflow::authority_step;
use entity::workflow::filing::{Filing, StepKind};

use crate::value::Day;

/// Where a file stands before an authority.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "FilingState", remote = "Filing")]
pub enum FilingName {
    /// Nothing was submitted.
    NotSubmitted,
    /// It lies with the authority.
    Submitted,
    /// The authority waits for more.
    SupplementAsked,
    /// Granted: it is over.
    Granted,
    /// Refused: it may be submitted again.
    Refused,
}

/// What happened before an authority.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "AuthorityStepKind", remote = "StepKind")]
pub enum StepKindName {
    /// The file was submitted, for the first time or again; a receipt was given.
    Submitted,
    /// The authority named a day.
    Appointed,
    /// The authority asked for more.
    SupplementAsked,
    /// The authority granted what was asked for.
    Granted,
    /// The authority refused it.
    Refused,
}

/// A step before an authority: what was submitted, or what was said to it (S4).
#[derive(Clone, Debug)]
pub struct AuthorityStep(pub authority_step::Model);

/// A step before an authority: what was submitted, or what was said to it (S4).
#[Object]
impl AuthorityStep {
    /// What happened.
    async fn kind(&self) -> StepKindName {
        self.0.kind.into()
    }

    /// When.
    async fn on(&self) -> Day {
        self.0.happened_on.into()
    }

    /// To which authority; of a submission.
    async fn authority(&self) -> Option<&str> {
        self.0.authority.as_deref()
    }

    /// The number of the receipt or of the decision.
    async fn number(&self) -> Option<&str> {
        self.0.paper_number.as_deref()
    }

    /// The day the authority named.
    async fn appointment_on(&self) -> Option<Day> {
        self.0.appointment_on.map(Day)
    }

    /// What it asks for, why it refuses, or what else is to be known.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
}
