//! Typed ids: UUID version 7, one type per table, so that no id is taken for another's.

use sea_orm::{DbErr, DeriveValueType, TryFromU64};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! typed_ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, DeriveValueType,
        )]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh id: sorts by the machine's time, unique without asking the database.
            #[expect(clippy::new_without_default, reason = "a default id would look like a constant")]
            pub fn new() -> Self {
                Self(fresh())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, DbErr> {
                Err(DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    )*};
}

typed_ids! {
    /// A round of acceptance.
    AcceptanceRoundId
    /// One line of the audit trail.
    AuditEntryId
    /// A step before an authority.
    AuthorityStepId
    /// One hash chain of the audit trail: a dossier's (the contract's id) or the installation's.
    ChainId
    /// A version of a clause of the library.
    ClauseId
    /// One talk with somebody who asked.
    ConsultationId
    /// The signature of one party under a contract.
    ContractSignatureId
    /// A version of the text of a contract.
    ContractTextId
    /// A contract, from draft to the end of its warranty.
    ContractId
    /// A customer company.
    CustomerId
    /// One accepted line of a contract's scope.
    DeliverableId
    /// A paper the system writes.
    DocumentId
    /// The record of a tax e-invoice issued elsewhere.
    EInvoiceId
    /// A file in the store.
    FileId
    /// An industrial park.
    ParkId
    /// What somebody asks about; the contract that comes of it takes the same id.
    InquiryId
    /// A part of the price with its own due date.
    InstalmentId
    /// One entry of the queue.
    JobId
    /// One try at a job.
    JobAttemptId
    /// A policy of reminder stages.
    LadderId
    /// What goes out to one address.
    MailId
    /// Why somebody is told something.
    NoticeId
    /// An invitation or a password reset.
    OneTimeTokenId
    /// A sum received.
    PaymentId
    /// A request to pay (đề nghị thanh toán).
    PaymentRequestId
    /// Somebody who signs in.
    PersonId
    /// What remained of an acceptance in part.
    RemainingItemId
    /// A version of what is offered for an inquiry.
    QuoteId
    /// A clock on a subject.
    ReminderId
    /// A signed-in stretch of time.
    SessionId
    /// A product of the catalogue.
    ServicePackageId
    /// Something that stands before a person.
    StaffTaskId
    /// Something the customer asks under a contract.
    SupportTicketId
    /// A stretch of time in which a contract rests.
    SuspensionId
    /// A line of a work plan.
    WorkItemId
    /// A version of the work plan of a contract.
    WorkPlanId
    /// A stretch of time in which work waits for somebody else.
    WorkWaitingId
    /// A VAT rate with its days of validity.
    VatRateId
    /// A defect reported under warranty.
    WarrantyClaimId
    /// One worker's claim on a mail: only who knows it settles the mail.
    ClaimToken
    /// What is covered until when.
    WarrantyCoverId
}

#[expect(clippy::disallowed_methods, reason = "the one place that makes ids")]
fn fresh() -> Uuid {
    Uuid::now_v7()
}
