//! Finder: what a document says, looked up at the moment it is rendered.

mod completion_report;
mod contract;
mod minutes;
mod payment_request;
mod quote;

pub use completion_report::{CompletionReportFacts, DeliverableFacts, PaidFacts, RestFacts, ResultFacts, WorkFacts};
pub use contract::ContractFacts;
pub use minutes::{AcceptedFacts, CoveredFacts, MinutesFacts, Occasion, RemainderFacts};
pub use payment_request::PaymentRequestFacts;
pub use quote::QuoteFacts;

use super::kind::Kind;
use super::table::Model;
use crate::access::Viewer;
use crate::clock::Instant;
use crate::installation::provider;
use crate::party::customer;
use sea_orm::{ConnectionTrait, DbErr};

/// Everything a document says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Who writes.
    pub provider: provider::Model,
    /// For whom.
    pub customer: customer::Model,
    /// When it was asked for: the day it bears.
    pub requested_at: Instant,
    /// What is its own.
    pub content: Content,
}

/// What the kinds of document say of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// What is asked for.
    PaymentRequest(PaymentRequestFacts),
    /// What was done.
    CompletionReport(Box<CompletionReportFacts>),
    /// What both put on record.
    Minutes(Box<MinutesFacts>),
    /// What is offered.
    Quote(Box<QuoteFacts>),
    /// What both sign.
    Contract(Box<ContractFacts>),
}

/// The facts of a document; or what is missing, in words for staff.
pub async fn load(connection: &impl ConnectionTrait, document: &Model) -> Result<Result<Facts, String>, DbErr> {
    let missing = |what: &str| Ok(Err(format!("{what} of the document is missing")));
    let Some(provider) = provider::find(connection).await? else { return missing("the provider") };
    let customer = customer::find(connection, Viewer::System, document.customer_id).await?;
    let Some(customer) = customer else { return missing("the customer") };
    let content = match document.kind {
        Kind::CompletionReport => {
            let facts = completion_report::find(connection, document).await?;
            facts.map(|facts| Content::CompletionReport(Box::new(facts)))
        }
        Kind::Minutes => {
            let facts = minutes::find(connection, document).await?;
            facts.map(|facts| Content::Minutes(Box::new(facts)))
        }
        Kind::PaymentRequest => payment_request::find(connection, document).await?.map(Content::PaymentRequest),
        Kind::Contract => contract::find(connection, document).await?.map(|facts| Content::Contract(Box::new(facts))),
        // Nobody renders a scan: it is kept as it came.
        Kind::SignedCopy => None,
        Kind::Quote => quote::find(connection, document).await?.map(|facts| Content::Quote(Box::new(facts))),
    };
    let Some(content) = content else { return missing("the subject") };
    Ok(Ok(Facts { provider, customer, requested_at: document.requested_at, content }))
}
