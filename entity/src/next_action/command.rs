//! What an action is done with.

use sea_orm::EnumIter;

/// A command of the api, by which an action is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter)]
#[expect(missing_docs, reason = "each is the command of its name")]
pub enum Command {
    AcceptQuote,
    AcceptWork,
    AnswerAboutWarrantyClaim,
    AnswerSupportTicket,
    ApproveQuote,
    CloseContract,
    CloseSupportTicket,
    CompleteRemainingItem,
    CompleteWorkItem,
    ConfirmWarrantyClaim,
    ConfirmWorkPlan,
    DraftQuote,
    DrawUpContract,
    EndWaiting,
    FinishWork,
    LinkInquiry,
    LiquidateContract,
    ProposeWorkPlan,
    RecordAuthorityAnswer,
    RecordConsultation,
    RecordDueEvent,
    RecordPayment,
    RecordSubmission,
    RequestPayment,
    ResolveWarrantyClaim,
    RetryDocument,
    SendQuote,
    SignContract,
    StartWarrantyClaim,
    StartWork,
    TriageWarrantyClaim,
}

impl Command {
    /// The name by which clients give it: `acceptQuote`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AcceptQuote => "acceptQuote",
            Self::AcceptWork => "acceptWork",
            Self::AnswerAboutWarrantyClaim => "answerAboutWarrantyClaim",
            Self::AnswerSupportTicket => "answerSupportTicket",
            Self::ApproveQuote => "approveQuote",
            Self::CloseContract => "closeContract",
            Self::CloseSupportTicket => "closeSupportTicket",
            Self::CompleteRemainingItem => "completeRemainingItem",
            Self::CompleteWorkItem => "completeWorkItem",
            Self::ConfirmWarrantyClaim => "confirmWarrantyClaim",
            Self::ConfirmWorkPlan => "confirmWorkPlan",
            Self::DraftQuote => "draftQuote",
            Self::DrawUpContract => "drawUpContract",
            Self::EndWaiting => "endWaiting",
            Self::FinishWork => "finishWork",
            Self::LinkInquiry => "linkInquiry",
            Self::LiquidateContract => "liquidateContract",
            Self::ProposeWorkPlan => "proposeWorkPlan",
            Self::RecordAuthorityAnswer => "recordAuthorityAnswer",
            Self::RecordConsultation => "recordConsultation",
            Self::RecordDueEvent => "recordDueEvent",
            Self::RecordPayment => "recordPayment",
            Self::RecordSubmission => "recordSubmission",
            Self::RequestPayment => "requestPayment",
            Self::ResolveWarrantyClaim => "resolveWarrantyClaim",
            Self::RetryDocument => "retryDocument",
            Self::SendQuote => "sendQuote",
            Self::SignContract => "signContract",
            Self::StartWarrantyClaim => "startWarrantyClaim",
            Self::StartWork => "startWork",
            Self::TriageWarrantyClaim => "triageWarrantyClaim",
        }
    }
}
