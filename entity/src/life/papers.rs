//! Record: the papers that steps of a contract ask for, in the customer's language.

use crate::acceptance::acceptance_round;
use crate::acceptance::record::round_asked;
use crate::access::{By, Viewer};
use crate::contract::contract::Model;
use crate::database::Write;
use crate::document::record_request::{Wanted, document_requested};
use crate::document::{self, Kind};
use crate::notice::record::plan_about;
use crate::notice::{Content, Recipient};
use crate::party::customer;
use crate::refusal::Refusal;
use uuid::Uuid;

/// Asks for acceptance of a contract whose work was reported done just now, in the next round: the next version of its
/// completion report is made, and mailed to the customer as soon as it is frozen.
pub(super) async fn ask_for_acceptance(write: &Write, by: &By, contract: &Model) -> Result<(), Refusal> {
    let earlier = newest_report(write, contract).await?;
    let version = earlier.map_or(1, |earlier| earlier.version.saturating_add(1));
    let paper = Paper { kind: Kind::CompletionReport, subject_id: contract.id.0, version, suffix: String::new() };
    let report = requested(write, by, (contract, paper)).await?;
    round_asked(write, by, contract, report.id).await?;
    let asked = (Content::AcceptanceAsked { document_id: report.id }, Recipient::Billing(contract.customer_id));
    Ok(plan_about(write, by.now, contract, asked).await?)
}

/// Asks for the paper of a version of a contract's text (hợp đồng).
pub(super) async fn contract_paper(
    write: &Write,
    by: &By,
    (contract, version): (&Model, i32),
) -> Result<document::Model, Refusal> {
    let paper = Paper { kind: Kind::Contract, subject_id: contract.id.0, version, suffix: String::new() };
    requested(write, by, (contract, paper)).await
}

/// Asks for the minutes of a round that was accepted just now, in full or in part (biên bản nghiệm thu).
pub(super) async fn minutes_of_acceptance(
    write: &Write,
    by: &By,
    (contract, round): (&Model, &acceptance_round::Model),
) -> Result<(), Refusal> {
    let suffix = format!("-NT{}", round.number);
    let paper = Paper { kind: Kind::Minutes, subject_id: round.id.0, version: 1, suffix };
    requested(write, by, (contract, paper)).await.map(drop)
}

/// Asks for the minutes of a liquidation (biên bản thanh lý).
pub(super) async fn minutes_of_liquidation(write: &Write, by: &By, contract: &Model) -> Result<(), Refusal> {
    let paper = Paper { kind: Kind::Minutes, subject_id: contract.id.0, version: 1, suffix: "-TL".to_owned() };
    requested(write, by, (contract, paper)).await.map(drop)
}

/// The newest version of the completion report of a contract.
pub(super) async fn newest_report(write: &Write, contract: &Model) -> Result<Option<document::Model>, Refusal> {
    let subject = (Kind::CompletionReport, contract.id.0);
    Ok(document::of_subject(write.on(), Viewer::System, subject).await?)
}

/// Which paper of a contract.
struct Paper {
    kind: Kind,
    subject_id: Uuid,
    version: i32,
    /// What follows the contract's reference in its own.
    suffix: String,
}

async fn requested(write: &Write, by: &By, (contract, paper): (&Model, Paper)) -> Result<document::Model, Refusal> {
    let customer = customer::find(write.on(), Viewer::System, contract.customer_id).await?;
    let customer = customer.ok_or(Refusal::NotFound("customer"))?;
    let wanted = Wanted {
        kind: paper.kind,
        subject_id: paper.subject_id,
        version: paper.version,
        reference: format!("{}{}", contract.reference, paper.suffix),
        dossier_id: contract.id,
        contract_id: Some(contract.id),
        customer_id: contract.customer_id,
        locale: customer.locale,
    };
    Ok(document_requested(write, by, wanted).await?.into_inner())
}
