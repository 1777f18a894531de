//! The typed content of a notice: what it is about. Everything said about it is looked up when its mail is claimed.

use super::kind::Kind;
use crate::reminder::ladder::Tone;
use crate::value::id::{
    AcceptanceRoundId, ContractId, DocumentId, InquiryId, InstalmentId, OneTimeTokenId, PaymentId, PaymentRequestId,
    QuoteId, StaffTaskId, SupportTicketId, WarrantyClaimId, WarrantyCoverId, WorkItemId, WorkPlanId, WorkWaitingId,
};
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What somebody is told about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
pub enum Content {
    /// What is still owed of an instalment.
    PaymentReminder {
        /// Which one.
        instalment_id: InstalmentId,
        /// How firmly its stage speaks.
        tone: Tone,
    },
    /// The end of a warranty.
    WarrantyExpiry {
        /// Which cover.
        cover_id: WarrantyCoverId,
    },
    /// A sum that arrived.
    PaymentReceived {
        /// Which payment.
        payment_id: PaymentId,
    },
    /// A request to pay.
    PaymentRequested {
        /// Which one.
        payment_request_id: PaymentRequestId,
    },
    /// Work of the customer.
    WorkItemReminder {
        /// Which item.
        work_item_id: WorkItemId,
        /// How firmly its stage speaks.
        tone: Tone,
    },
    /// The provider waits for the customer.
    WaitingBegun {
        /// Which wait.
        waiting_id: WorkWaitingId,
    },
    /// The provider waited for the customer, and goes on.
    WaitingEnded {
        /// Which wait.
        waiting_id: WorkWaitingId,
    },
    /// A version of the text of a contract that waits for a signature.
    ContractOffered {
        /// Its paper.
        document_id: DocumentId,
    },
    /// A contract that both have signed.
    ContractSigned {
        /// Which one.
        contract_id: ContractId,
    },
    /// A contract that ended early, and how it was settled; or that was given up.
    ContractEnded {
        /// Which one.
        contract_id: ContractId,
    },
    /// A version of the work plan that waits for its answer.
    WorkPlanProposed {
        /// Which one.
        work_plan_id: WorkPlanId,
    },
    /// The answer to a version of the work plan.
    WorkPlanAnswered {
        /// Which one.
        work_plan_id: WorkPlanId,
    },
    /// A completion report that waits for the customer's acceptance.
    AcceptanceAsked {
        /// Which report.
        document_id: DocumentId,
    },
    /// A round of acceptance that still waits for its answer.
    AcceptanceReminder {
        /// Which one.
        round_id: AcceptanceRoundId,
    },
    /// The answer to a round of acceptance.
    AcceptanceAnswered {
        /// Which one.
        round_id: AcceptanceRoundId,
    },
    /// A round of acceptance that silence has answered.
    AcceptedBySilence {
        /// Which one.
        round_id: AcceptanceRoundId,
    },
    /// A claim, as it was filed.
    ClaimFiled {
        /// Which one.
        claim_id: WarrantyClaimId,
    },
    /// The verdict on a claim that is covered.
    ClaimTriaged {
        /// Which one.
        claim_id: WarrantyClaimId,
        /// The number of the step that it tells.
        step: i32,
    },
    /// The answer to a claim: it was put right, or it is not covered.
    ClaimAnswered {
        /// Which one.
        claim_id: WarrantyClaimId,
        /// The number of the step that it tells; 0 for the one answer that claims had before they had steps.
        #[serde(default)]
        step: i32,
    },
    /// A claim that was not put right, as the customer says.
    ClaimReopened {
        /// Which one.
        claim_id: WarrantyClaimId,
        /// The number of the step that it tells.
        step: i32,
    },
    /// What the customer is asked about a claim.
    ClaimAsked {
        /// Which one.
        claim_id: WarrantyClaimId,
        /// The number of the step that it tells.
        step: i32,
    },
    /// The provider's answer to a support ticket.
    TicketAnswered {
        /// Which one.
        ticket_id: SupportTicketId,
        /// The number of the message.
        message: i32,
    },
    /// An inquiry, as it came in.
    InquiryReceived {
        /// Which one.
        inquiry_id: InquiryId,
    },
    /// A quote that waits for its answer.
    QuoteSent {
        /// Which version.
        quote_id: QuoteId,
    },
    /// The same, near its last day.
    QuoteReminder {
        /// Which version.
        quote_id: QuoteId,
    },
    /// A quote with the customer's answer.
    QuoteAnswered {
        /// Which version.
        quote_id: QuoteId,
    },
    /// The way to a first password.
    Invitation {
        /// The one-time token; its text is made when the mail is.
        token_id: OneTimeTokenId,
    },
    /// The way to a new password.
    PasswordReset {
        /// The one-time token; its text is made when the mail is.
        token_id: OneTimeTokenId,
    },
    /// A task that was raised.
    StaffAlarm {
        /// Which one.
        task_id: StaffTaskId,
    },
}

impl Content {
    /// What kind of notice this is.
    pub const fn kind(self) -> Kind {
        match self {
            Self::PaymentReminder { .. } => Kind::PaymentReminder,
            Self::WarrantyExpiry { .. } => Kind::WarrantyExpiry,
            Self::PaymentReceived { .. } => Kind::PaymentReceived,
            Self::PaymentRequested { .. } => Kind::PaymentRequested,
            Self::WorkItemReminder { .. } => Kind::WorkItemReminder,
            Self::WaitingBegun { .. } => Kind::WaitingBegun,
            Self::WaitingEnded { .. } => Kind::WaitingEnded,
            Self::ContractOffered { .. } => Kind::ContractOffered,
            Self::ContractSigned { .. } => Kind::ContractSigned,
            Self::ContractEnded { .. } => Kind::ContractEnded,
            Self::WorkPlanProposed { .. } => Kind::WorkPlanProposed,
            Self::WorkPlanAnswered { .. } => Kind::WorkPlanAnswered,
            Self::AcceptanceAsked { .. } => Kind::AcceptanceAsked,
            Self::AcceptanceReminder { .. } => Kind::AcceptanceReminder,
            Self::AcceptanceAnswered { .. } => Kind::AcceptanceAnswered,
            Self::AcceptedBySilence { .. } => Kind::AcceptedBySilence,
            Self::ClaimFiled { .. } => Kind::ClaimFiled,
            Self::ClaimTriaged { .. } => Kind::ClaimTriaged,
            Self::ClaimAnswered { .. } => Kind::ClaimAnswered,
            Self::InquiryReceived { .. } => Kind::InquiryReceived,
            Self::ClaimReopened { .. } => Kind::ClaimReopened,
            Self::ClaimAsked { .. } => Kind::ClaimAsked,
            Self::QuoteSent { .. } => Kind::QuoteSent,
            Self::QuoteReminder { .. } => Kind::QuoteReminder,
            Self::QuoteAnswered { .. } => Kind::QuoteAnswered,
            Self::TicketAnswered { .. } => Kind::TicketAnswered,
            Self::Invitation { .. } => Kind::Invitation,
            Self::PasswordReset { .. } => Kind::PasswordReset,
            Self::StaffAlarm { .. } => Kind::StaffAlarm,
        }
    }

    /// What it is about.
    pub const fn subject_id(self) -> Uuid {
        match self {
            Self::PaymentReminder { instalment_id, .. } => instalment_id.0,
            Self::WarrantyExpiry { cover_id } => cover_id.0,
            Self::PaymentReceived { payment_id } => payment_id.0,
            Self::PaymentRequested { payment_request_id } => payment_request_id.0,
            Self::WorkItemReminder { work_item_id, .. } => work_item_id.0,
            Self::WaitingBegun { waiting_id } | Self::WaitingEnded { waiting_id } => waiting_id.0,
            Self::ContractSigned { contract_id } | Self::ContractEnded { contract_id } => contract_id.0,
            Self::WorkPlanProposed { work_plan_id } | Self::WorkPlanAnswered { work_plan_id } => work_plan_id.0,
            Self::ContractOffered { document_id } | Self::AcceptanceAsked { document_id } => document_id.0,
            Self::AcceptanceReminder { round_id }
            | Self::AcceptanceAnswered { round_id }
            | Self::AcceptedBySilence { round_id } => round_id.0,
            Self::InquiryReceived { inquiry_id } => inquiry_id.0,
            Self::ClaimFiled { claim_id }
            | Self::ClaimTriaged { claim_id, .. }
            | Self::ClaimAnswered { claim_id, .. }
            | Self::ClaimReopened { claim_id, .. }
            | Self::ClaimAsked { claim_id, .. } => claim_id.0,
            Self::QuoteSent { quote_id } | Self::QuoteReminder { quote_id } | Self::QuoteAnswered { quote_id } => {
                quote_id.0
            }
            Self::TicketAnswered { ticket_id, .. } => ticket_id.0,
            Self::Invitation { token_id } | Self::PasswordReset { token_id } => token_id.0,
            Self::StaffAlarm { task_id } => task_id.0,
        }
    }

    /// Which time the same is told of the same: a claim is answered again after it was reopened. 0 for what is told once.
    pub const fn round(self) -> i32 {
        match self {
            Self::ClaimTriaged { step, .. }
            | Self::ClaimAnswered { step, .. }
            | Self::ClaimReopened { step, .. }
            | Self::ClaimAsked { step, .. } => step,
            Self::TicketAnswered { message, .. } => message,
            Self::PaymentReminder { .. }
            | Self::WarrantyExpiry { .. }
            | Self::PaymentReceived { .. }
            | Self::PaymentRequested { .. }
            | Self::ContractEnded { .. }
            | Self::WorkPlanProposed { .. }
            | Self::WorkPlanAnswered { .. }
            | Self::WorkItemReminder { .. }
            | Self::WaitingBegun { .. }
            | Self::WaitingEnded { .. }
            | Self::ContractOffered { .. }
            | Self::ContractSigned { .. }
            | Self::AcceptanceAsked { .. }
            | Self::ClaimFiled { .. }
            | Self::InquiryReceived { .. }
            | Self::QuoteSent { .. }
            | Self::QuoteReminder { .. }
            | Self::QuoteAnswered { .. }
            | Self::Invitation { .. }
            | Self::PasswordReset { .. }
            | Self::AcceptanceReminder { .. }
            | Self::AcceptanceAnswered { .. }
            | Self::AcceptedBySilence { .. }
            | Self::StaffAlarm { .. } => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_column_names_the_kind_and_the_subject() {
        let id = InstalmentId(Uuid::nil());
        let content = Content::PaymentReminder { instalment_id: id, tone: Tone::Final };
        let json = serde_json::json!({ "kind": "PAYMENT_REMINDER", "instalmentId": Uuid::nil(), "tone": "FINAL" });
        assert_eq!(serde_json::to_value(content).unwrap(), json);
        assert_eq!(serde_json::from_value::<Content>(json).unwrap(), content);
        assert_eq!((content.kind(), content.subject_id()), (Kind::PaymentReminder, id.0));
    }

    #[test]
    fn an_answer_from_before_claims_had_steps_is_still_read() {
        let json = serde_json::json!({ "kind": "CLAIM_ANSWERED", "claimId": Uuid::nil() });
        let content = Content::ClaimAnswered { claim_id: WarrantyClaimId(Uuid::nil()), step: 0 };
        assert_eq!(serde_json::from_value::<Content>(json).unwrap(), content);
        assert_eq!(content.round(), 0);
    }
}
