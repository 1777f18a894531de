//! Record: the papers that steps of a contract ask for.

use crate::access::{By, Viewer};
use crate::contract::contract::Model;
use crate::database::Write;
use crate::document::record_request::{Wanted, document_requested};
use crate::document::{self, Kind};
use crate::notice::{self, Content, Plan, Recipient};
use crate::party::customer;
use crate::refusal::Refusal;

/// Asks for acceptance of a contract whose work was reported done just now: the next version of its completion report is
/// made in the customer's language, and mailed to them as soon as it is frozen.
pub(super) async fn ask_for_acceptance(write: &Write, by: &By, contract: &Model) -> Result<document::Model, Refusal> {
    let report = completion_report(write, by, contract).await?;
    let plan = Plan {
        content: Content::AcceptanceAsked { document_id: report.id },
        contract_id: Some(contract.id),
        customer_id: Some(contract.customer_id),
        to: Recipient::Billing(contract.customer_id),
    };
    notice::record::plan(write, by.now, plan).await?;
    Ok(report)
}

/// The newest version of the completion report of a contract.
pub(super) async fn newest_report(write: &Write, contract: &Model) -> Result<Option<document::Model>, Refusal> {
    let subject = (Kind::CompletionReport, contract.id.0);
    Ok(document::of_subject(write.on(), Viewer::System, subject).await?)
}

async fn completion_report(write: &Write, by: &By, contract: &Model) -> Result<document::Model, Refusal> {
    let customer = customer::find(write.on(), Viewer::System, contract.customer_id).await?;
    let customer = customer.ok_or(Refusal::NotFound("customer"))?;
    let earlier = newest_report(write, contract).await?;
    let wanted = Wanted {
        kind: Kind::CompletionReport,
        subject_id: contract.id.0,
        version: earlier.map_or(1, |earlier| earlier.version.saturating_add(1)),
        reference: contract.reference.clone(),
        dossier_id: contract.id,
        contract_id: Some(contract.id),
        customer_id: contract.customer_id,
        locale: customer.locale,
    };
    Ok(document_requested(write, by, wanted).await?.into_inner())
}
