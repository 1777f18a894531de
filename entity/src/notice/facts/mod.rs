//! Finder: what is said of a notice's subject, looked up at the moment its mail is claimed; or why nothing is to be said.

mod acceptance;
mod access;
mod agreement;
mod enclosure;
mod ending;
mod inquiry;
mod money;
mod quote;
mod support;
mod waiting;
mod warranty;
mod workflow;

pub use acceptance::{RemainingFacts, ReportedFacts, RoundFacts};
pub use access::Account;
pub use agreement::{OfferedFacts, SignedFacts};
pub use enclosure::Enclosure;
pub use ending::{EndedFacts, SettledInstalment};
pub use inquiry::InquiryFacts;
pub use money::{InstalmentFacts, OwedFacts, ReceivedFacts, RequestedFacts, SettledFacts};
pub use quote::QuoteFacts;
pub use support::TicketFacts;
pub use waiting::{MovedFacts, WaitingFacts};
pub use warranty::{ClaimFacts, EndingFacts};
pub use workflow::{DueFacts, ItemFacts, PlanFacts};

use super::Content;
use super::skip_reason::SkipReason;
use crate::clock::Instant;
use crate::contract::contract;
use crate::task;
use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

/// Everything a letter says about one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Facts {
    /// What is owed of an instalment.
    PaymentReminder(OwedFacts),
    /// Which cover ends.
    WarrantyExpiry(EndingFacts),
    /// What came in.
    PaymentReceived(ReceivedFacts),
    /// What is asked for.
    PaymentRequested(RequestedFacts),
    /// Which work of the customer is due.
    WorkItemReminder(DueFacts),
    /// What is waited for from the customer.
    WaitingBegun(WaitingFacts),
    /// What was waited for, and what it has moved.
    WaitingEnded(WaitingFacts),
    /// The text of a contract that waits for a signature.
    ContractOffered(OfferedFacts),
    /// The contract that both have signed.
    ContractSigned(SignedFacts),
    /// How a contract ended early, or was given up.
    ContractEnded(EndedFacts),
    /// The version of the work plan that is proposed.
    WorkPlanProposed(PlanFacts),
    /// The version of the work plan with its answer.
    WorkPlanAnswered(PlanFacts),
    /// The report that waits for acceptance.
    AcceptanceAsked(ReportedFacts),
    /// The round that still waits for its answer.
    AcceptanceReminder(RoundFacts),
    /// The round with its answer.
    AcceptanceAnswered(RoundFacts),
    /// The round that silence has answered.
    AcceptedBySilence(RoundFacts),
    /// The claim as it was filed.
    ClaimFiled(ClaimFacts),
    /// The claim with its verdict.
    ClaimTriaged(ClaimFacts),
    /// The claim with its answer.
    ClaimAnswered(ClaimFacts),
    /// The inquiry as it came in.
    InquiryReceived(InquiryFacts),
    /// The claim with what is still wrong.
    ClaimReopened(ClaimFacts),
    /// The claim with what is asked about it.
    ClaimAsked(ClaimFacts),
    /// What is offered, with its paper.
    QuoteSent(QuoteFacts),
    /// What is offered and about to expire.
    QuoteReminder(QuoteFacts),
    /// What was offered, with the answer.
    QuoteAnswered(QuoteFacts),
    /// The ticket with the provider's answer.
    TicketAnswered(TicketFacts),
    /// The way to a first password.
    Invitation(Account),
    /// The way to a new password.
    PasswordReset(Account),
    /// What stands before a person, and on which contract.
    StaffAlarm(Box<task::Model>, Option<String>),
}

impl Facts {
    /// The paper that goes with the letter, where one does.
    pub fn enclosure(&self) -> Option<&Enclosure> {
        match self {
            Self::PaymentRequested(facts) => Some(&facts.enclosure),
            Self::AcceptanceAsked(facts) => Some(&facts.enclosure),
            Self::QuoteSent(facts) => Some(&facts.enclosure),
            Self::ContractOffered(facts) => Some(&facts.enclosure),
            Self::PaymentReminder(_)
            | Self::WarrantyExpiry(_)
            | Self::PaymentReceived(_)
            | Self::WorkItemReminder(_)
            | Self::WaitingBegun(_)
            | Self::WaitingEnded(_)
            | Self::ContractEnded(_)
            | Self::ContractSigned(_)
            | Self::WorkPlanProposed(_)
            | Self::WorkPlanAnswered(_)
            | Self::AcceptanceReminder(_)
            | Self::AcceptanceAnswered(_)
            | Self::AcceptedBySilence(_)
            | Self::ClaimFiled(_)
            | Self::ClaimTriaged(_)
            | Self::ClaimAnswered(_)
            | Self::ClaimReopened(_)
            | Self::ClaimAsked(_)
            | Self::TicketAnswered(_)
            | Self::Invitation(_)
            | Self::PasswordReset(_)
            | Self::InquiryReceived(_)
            | Self::QuoteReminder(_)
            | Self::QuoteAnswered(_)
            | Self::StaffAlarm(..) => None,
        }
    }
}

/// The contract as letters name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractFacts {
    /// By what people know it.
    pub reference: String,
    /// What it is about.
    pub title: String,
    /// When it was signed.
    pub signed_on: Option<NaiveDate>,
}

impl From<&contract::Model> for ContractFacts {
    fn from(row: &contract::Model) -> Self {
        Self { reference: row.reference.clone(), title: row.title.clone(), signed_on: row.signed_on }
    }
}

/// The facts of a content at this moment of the machine clock; or why there is nothing to say any more. The contract's
/// row is locked by the caller.
pub(crate) async fn load(
    connection: &impl ConnectionTrait,
    content: Content,
    machine: Instant,
) -> Result<Result<Facts, SkipReason>, DbErr> {
    Ok(match content {
        Content::PaymentReminder { instalment_id, tone } => {
            money::owed(connection, instalment_id, tone).await?.map(Facts::PaymentReminder)
        }
        Content::WarrantyExpiry { cover_id } => {
            warranty::ending(connection, cover_id).await?.map(Facts::WarrantyExpiry)
        }
        Content::PaymentReceived { payment_id } => {
            money::received(connection, payment_id).await?.map(Facts::PaymentReceived)
        }
        Content::PaymentRequested { payment_request_id } => {
            money::requested(connection, payment_request_id).await?.map(Facts::PaymentRequested)
        }
        Content::WorkItemReminder { work_item_id, .. } => {
            workflow::due(connection, work_item_id).await?.map(Facts::WorkItemReminder)
        }
        Content::WaitingBegun { waiting_id } => waiting::begun(connection, waiting_id).await?.map(Facts::WaitingBegun),
        Content::WaitingEnded { waiting_id } => waiting::ended(connection, waiting_id).await?.map(Facts::WaitingEnded),
        Content::ContractOffered { document_id } => {
            agreement::offered(connection, document_id).await?.map(Facts::ContractOffered)
        }
        Content::ContractSigned { contract_id } => {
            agreement::signed(connection, contract_id).await?.map(Facts::ContractSigned)
        }
        Content::ContractEnded { contract_id } => {
            ending::ended(connection, contract_id).await?.map(Facts::ContractEnded)
        }
        Content::WorkPlanProposed { work_plan_id } => {
            workflow::proposed(connection, work_plan_id).await?.map(Facts::WorkPlanProposed)
        }
        Content::WorkPlanAnswered { work_plan_id } => {
            workflow::answered(connection, work_plan_id).await?.map(Facts::WorkPlanAnswered)
        }
        Content::AcceptanceAsked { document_id } => {
            acceptance::asked(connection, document_id).await?.map(Facts::AcceptanceAsked)
        }
        Content::AcceptanceReminder { round_id } => {
            acceptance::reminded(connection, round_id).await?.map(Facts::AcceptanceReminder)
        }
        Content::AcceptanceAnswered { round_id } => {
            acceptance::answered(connection, round_id).await?.map(Facts::AcceptanceAnswered)
        }
        Content::AcceptedBySilence { round_id } => {
            acceptance::answered(connection, round_id).await?.map(Facts::AcceptedBySilence)
        }
        Content::InquiryReceived { inquiry_id } => {
            inquiry::received(connection, inquiry_id).await?.map(Facts::InquiryReceived)
        }
        Content::ClaimFiled { claim_id } => warranty::filed(connection, claim_id).await?.map(Facts::ClaimFiled),
        Content::ClaimTriaged { claim_id, step } => {
            warranty::triaged(connection, (claim_id, step)).await?.map(Facts::ClaimTriaged)
        }
        Content::ClaimAnswered { claim_id, step } => {
            warranty::answered(connection, (claim_id, step)).await?.map(Facts::ClaimAnswered)
        }
        Content::ClaimReopened { claim_id, step } => {
            warranty::reopened(connection, (claim_id, step)).await?.map(Facts::ClaimReopened)
        }
        Content::ClaimAsked { claim_id, step } => {
            warranty::asked(connection, (claim_id, step)).await?.map(Facts::ClaimAsked)
        }
        Content::QuoteSent { quote_id } => quote::waiting(connection, quote_id).await?.map(Facts::QuoteSent),
        Content::QuoteReminder { quote_id } => quote::waiting(connection, quote_id).await?.map(Facts::QuoteReminder),
        Content::QuoteAnswered { quote_id } => quote::answered(connection, quote_id).await?.map(Facts::QuoteAnswered),
        Content::TicketAnswered { ticket_id, message } => {
            support::answered(connection, (ticket_id, message)).await?.map(Facts::TicketAnswered)
        }
        Content::Invitation { token_id } => {
            access::account(connection, token_id, machine).await?.map(Facts::Invitation)
        }
        Content::PasswordReset { token_id } => {
            access::account(connection, token_id, machine).await?.map(Facts::PasswordReset)
        }
        Content::StaffAlarm { task_id } => match task::Entity::find_by_id(task_id).one(connection).await? {
            Some(task) if task.resolved_at.is_none() => {
                let contract = match task.contract_id {
                    Some(id) => contract::Entity::find_by_id(id).one(connection).await?,
                    None => None,
                };
                Ok(Facts::StaffAlarm(Box::new(task), contract.map(|contract| contract.reference)))
            }
            Some(_) | None => Err(SkipReason::Settled),
        },
    })
}
