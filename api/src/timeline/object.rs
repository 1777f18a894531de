//! A line of a contract's timeline as clients see it.

use async_graphql::{Context, Enum, ID, Object};
use entity::timeline::{Entry, Kind};

use crate::contract::state::StepName;
use crate::desk::AtDesk;
use crate::dossier::subject::global_id;
use crate::error::ApiError;
use crate::value::Day;

/// What happens.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "TimelineKind", remote = "Kind")]
pub enum TimelineKind {
    /// An inquiry was received.
    InquiryReceived,
    /// A quote went to the customer.
    QuoteSent,
    /// The customer accepted it.
    QuoteAccepted,
    /// The customer declined it.
    QuoteDeclined,
    /// A contract was made of what was accepted.
    ContractDrafted,
    /// One party signed.
    SignatureGiven,
    /// Both parties signed.
    ContractSigned,
    /// It was given up before signing.
    ContractCancelled,
    /// A sum falls due.
    InstalmentDue,
    /// The customer was asked to pay.
    PaymentRequested,
    /// A sum was received.
    PaymentReceived,
    /// A payment did not stand.
    PaymentReversed,
    /// The work began.
    WorkStarted,
    /// The contract began to rest.
    ContractSuspended,
    /// It rests no more.
    ContractResumed,
    /// Both agreed on a version of the work plan.
    WorkPlanConfirmed,
    /// An item of it was done.
    WorkItemDone,
    /// A file was submitted to an authority.
    AuthoritySubmitted,
    /// The authority named a day.
    AuthorityAppointed,
    /// The authority asked for more.
    AuthoritySupplementAsked,
    /// The authority granted it.
    AuthorityGranted,
    /// The authority refused it.
    AuthorityRefused,
    /// The provider began to wait for somebody.
    WaitingBegun,
    /// It waits no more.
    WaitingEnded,
    /// The work was reported done, and acceptance asked for.
    WorkFinished,
    /// The customer rejected it.
    WorkRejected,
    /// The customer accepted a part of it.
    WorkAcceptedInPart,
    /// The customer accepted.
    WorkAccepted,
    /// Both signed that everything is settled.
    ContractLiquidated,
    /// A defect was reported.
    ClaimFiled,
    /// It was found not to be covered.
    ClaimRejected,
    /// The provider put it right.
    ClaimResolved,
    /// The customer found that it was not put right.
    ClaimReopened,
    /// The customer confirmed that it was.
    ClaimConfirmed,
    /// The customer asked something.
    TicketOpened,
    /// Nothing of it is open any more.
    TicketClosed,
    /// The last covered day of a warranty.
    WarrantyEnds,
    /// A paper was made and frozen.
    DocumentFrozen,
    /// The contract was closed.
    ContractClosed,
    /// It was ended early.
    ContractTerminated,
}

/// Something that has happened on a day, or is to come.
#[derive(Clone, Debug)]
pub struct TimelineEntry(pub Entry);

/// Something that has happened on a day, or is to come.
#[Object]
impl TimelineEntry {
    /// The day, in the provider's zone.
    async fn on(&self) -> Day {
        self.0.on.into()
    }

    /// The step of the terms it belongs to; null for an ending that is none of them.
    async fn step(&self) -> Option<StepName> {
        self.0.step.map(Into::into)
    }

    /// What happens.
    async fn kind(&self) -> TimelineKind {
        self.0.kind.into()
    }

    /// The same in words.
    async fn what(&self, ctx: &Context<'_>) -> Result<&str, ApiError> {
        Ok(self.0.what.in_locale(ctx.desk()?.locale))
    }

    /// Global id of what it is about.
    async fn subject(&self) -> ID {
        global_id(self.0.subject)
    }

    /// Whether it is still to come: a sum that is not paid, a warranty that runs.
    async fn planned(&self) -> bool {
        self.0.is_planned
    }
}
