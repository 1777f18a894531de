//! What people are told of, where a notice stands, and why it was not sent.

use async_graphql::Enum;
use entity::notice::Kind;
use entity::notice::skip_reason::SkipReason;
use entity::notice::state::State;

/// What somebody is told.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "NoticeKind", remote = "Kind")]
pub enum NoticeKind {
    /// An instalment is about to fall due, due, or overdue (C5, S3).
    PaymentReminder,
    /// A warranty is about to end (P5, S7).
    WarrantyExpiry,
    /// A sum has arrived (S3).
    PaymentReceived,
    /// The customer is asked to pay (S3).
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

/// Where a notice stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "NoticeState", remote = "State")]
pub enum NoticeState {
    /// To be sent at its moment.
    Planned,
    /// Not sent, for a reason that is kept with it.
    Skipped,
    /// What it was planned for has changed.
    Void,
    /// Part of a mail; what became of it is what became of the mail.
    Mailed,
}

/// Why a notice was not sent.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "SkipReason", remote = "SkipReason")]
pub enum SkipReasonName {
    /// Its moment lay before the reminder was armed.
    ArmedLate,
    /// A later stage falls on the same day.
    SameDay,
    /// A later stage had come due before this one could be sent.
    Superseded,
    /// What it says was no longer true when it could be sent.
    Stale,
    /// The reminder was paused on its day.
    Paused,
    /// Nothing was owed any more, or the subject was over.
    Settled,
    /// There is no address to write to.
    NoAddress,
    /// Mail to the address came back before.
    AddressBounced,
}
