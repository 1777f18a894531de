//! One line of the timeline of a contract.

use crate::contract::lifecycle::Step;
use crate::dossier::Subject;
use crate::refusal::Words;
use chrono::NaiveDate;
use sea_orm::EnumIter;

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter)]
pub enum Kind {
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

/// Something on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The day, in the provider's zone.
    pub on: NaiveDate,
    /// The step of the terms it belongs to; `None` for an ending that is none of them.
    pub step: Option<Step>,
    /// What happens.
    pub kind: Kind,
    /// In words.
    pub what: Words,
    /// What it is about.
    pub subject: Subject,
    /// Whether it is still to come: a sum that is not paid, a warranty that runs.
    pub is_planned: bool,
}

impl Entry {
    /// Something that has happened.
    pub fn happened(on: NaiveDate, kind: Kind, what: Words, subject: Subject) -> Self {
        Self { on, step: kind.step(), kind, what, subject, is_planned: false }
    }
}

impl Kind {
    /// The step of the terms such an entry belongs to.
    pub const fn step(self) -> Option<Step> {
        match self {
            Self::InquiryReceived => Some(Step::S1),
            Self::QuoteSent
            | Self::QuoteAccepted
            | Self::QuoteDeclined
            | Self::ContractDrafted
            | Self::SignatureGiven
            | Self::ContractSigned => Some(Step::S2),
            Self::InstalmentDue | Self::PaymentRequested | Self::PaymentReceived | Self::PaymentReversed => {
                Some(Step::S3)
            }
            Self::WorkStarted
            | Self::ContractSuspended
            | Self::ContractResumed
            | Self::WorkPlanConfirmed
            | Self::WorkItemDone
            | Self::AuthoritySubmitted
            | Self::AuthorityAppointed
            | Self::AuthoritySupplementAsked
            | Self::AuthorityGranted
            | Self::AuthorityRefused
            | Self::WaitingBegun
            | Self::WaitingEnded => Some(Step::S4),
            Self::WorkFinished => Some(Step::S5),
            Self::WorkRejected | Self::WorkAcceptedInPart | Self::WorkAccepted | Self::ContractLiquidated => {
                Some(Step::S6)
            }
            Self::ClaimFiled
            | Self::ClaimRejected
            | Self::ClaimResolved
            | Self::ClaimReopened
            | Self::ClaimConfirmed
            | Self::TicketOpened
            | Self::TicketClosed
            | Self::WarrantyEnds
            | Self::ContractClosed => Some(Step::S7),
            Self::DocumentFrozen | Self::ContractCancelled | Self::ContractTerminated => None,
        }
    }
}
