//! What an action or an entry is about: something that has an id of its own.

use crate::value::id::{
    AcceptanceRoundId, ContractId, DocumentId, InquiryId, InstalmentId, PaymentId, PaymentRequestId, QuoteId,
    RemainingItemId, SupportTicketId, WarrantyClaimId, WarrantyCoverId, WorkItemId, WorkPlanId, WorkWaitingId,
};

/// What an action or an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A report that the work is done, with its answer.
    AcceptanceRound(AcceptanceRoundId),
    /// The contract itself.
    Contract(ContractId),
    /// A paper the system writes.
    Document(DocumentId),
    /// What somebody asks about.
    Inquiry(InquiryId),
    /// A part of the price.
    Instalment(InstalmentId),
    /// A sum received.
    Payment(PaymentId),
    /// A request to pay.
    PaymentRequest(PaymentRequestId),
    /// A version of what is offered.
    Quote(QuoteId),
    /// What remained of an acceptance in part.
    RemainingItem(RemainingItemId),
    /// Something the customer asks.
    SupportTicket(SupportTicketId),
    /// A defect reported.
    WarrantyClaim(WarrantyClaimId),
    /// What is covered until when.
    WarrantyCover(WarrantyCoverId),
    /// A line of a work plan.
    WorkItem(WorkItemId),
    /// A version of a work plan.
    WorkPlan(WorkPlanId),
    /// Days on which the provider waits for somebody else.
    WorkWaiting(WorkWaitingId),
}
