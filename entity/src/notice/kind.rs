//! What people are told of, and what is sent to whom.

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

/// What somebody is told. A mail holds notices of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Kind {
    /// An instalment is about to fall due, due, or overdue (C5, S3).
    PaymentReminder,
    /// A warranty is about to end (P5, S7).
    WarrantyExpiry,
    /// A sum has arrived (S3).
    PaymentReceived,
    /// The customer is asked to pay: đề nghị thanh toán (S3).
    PaymentRequested,
    /// Work of the customer is about to be due, due or overdue (C3, S4).
    WorkItemReminder,
    /// The provider waits for the customer (C3, S4).
    WaitingBegun,
    /// The provider waited for the customer, and goes on (C3, S4).
    WaitingEnded,
    /// The text of a contract waits for the signatory (S2).
    ContractOffered,
    /// Both have signed a contract (S2).
    ContractSigned,
    /// A contract has ended early, and was settled; or was given up before signing.
    ContractEnded,
    /// A version of the work plan is proposed (S4).
    WorkPlanProposed,
    /// A version of the work plan has been answered (S4).
    WorkPlanAnswered,
    /// The work is reported done, and the customer is asked to accept it (S5, S6).
    AcceptanceAsked,
    /// A completion report still waits for its answer (S6).
    AcceptanceReminder,
    /// A completion report has been answered (S6).
    AcceptanceAnswered,
    /// The customer's silence counts as acceptance (S6).
    AcceptedBySilence,
    /// A warranty claim has been filed (S7).
    ClaimFiled,
    /// A warranty claim has been judged as covered (S7).
    ClaimTriaged,
    /// A warranty claim has been put right, or judged as not covered (S7).
    ClaimAnswered,
    /// An inquiry has come in (S1).
    InquiryReceived,
    /// A warranty claim has been reopened: staff are told (S7).
    ClaimReopened,
    /// The customer is asked about a warranty claim (P3, S7).
    ClaimAsked,
    /// A quote waits for the customer's answer (S2).
    QuoteSent,
    /// A quote is about to expire (S2).
    QuoteReminder,
    /// A quote was accepted or declined (S2).
    QuoteAnswered,
    /// A support ticket has been answered (S7).
    TicketAnswered,
    /// Somebody may set their first password.
    Invitation,
    /// Somebody may set a new password.
    PasswordReset,
    /// Something stands before a person of the provider.
    StaffAlarm,
}

impl Kind {
    /// Whether it is a reminder: those of one customer and day are one mail, and they know a gap and a daily cap.
    /// All others go out at once, whatever else went out that day.
    pub const fn is_reminder(self) -> bool {
        match self {
            Self::PaymentReminder
            | Self::WarrantyExpiry
            | Self::WorkItemReminder
            | Self::AcceptanceReminder
            | Self::QuoteReminder => true,
            Self::PaymentReceived
            | Self::PaymentRequested
            | Self::WaitingBegun
            | Self::WaitingEnded
            | Self::ContractOffered
            | Self::ContractSigned
            | Self::ContractEnded
            | Self::WorkPlanProposed
            | Self::WorkPlanAnswered
            | Self::AcceptanceAsked
            | Self::AcceptanceAnswered
            | Self::AcceptedBySilence
            | Self::ClaimFiled
            | Self::ClaimTriaged
            | Self::ClaimAnswered
            | Self::InquiryReceived
            | Self::ClaimReopened
            | Self::ClaimAsked
            | Self::QuoteSent
            | Self::QuoteAnswered
            | Self::TicketAnswered
            | Self::Invitation
            | Self::PasswordReset
            | Self::StaffAlarm => false,
        }
    }
}
