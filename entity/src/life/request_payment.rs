//! Record: the customer is asked to pay, with a paper that can be filed (đề nghị thanh toán, C5, S3).

use crate::access::{By, Viewer};
use crate::billing::payment_request;
use crate::billing::record_request::payment_requested;
use crate::contract::contract;
use crate::database::Write;
use crate::document::Kind;
use crate::document::record_request::{Wanted, document_requested};
use crate::party::customer;
use crate::refusal::{Done, Refusal};
use crate::value::id::InstalmentId;

/// Asks the customer for what is outstanding of an instalment today. The document is made in the customer's language
/// and mailed to the billing contact as soon as it is frozen.
///
/// Refuses what [`payment_requested`] refuses. The same sum asked for on the same day again is `AlreadyDone`.
pub async fn request_payment(
    write: &Write,
    by: &By,
    instalment_id: InstalmentId,
) -> Result<Done<payment_request::Model>, Refusal> {
    let request = match payment_requested(write, by, instalment_id).await? {
        Done::Now(request) => request,
        earlier @ Done::AlreadyDone(_) => return Ok(earlier),
    };
    let contract = contract::find(write.on(), by.viewer, request.contract_id).await?;
    let contract = contract.ok_or(Refusal::NotFound("contract"))?;
    let customer = customer::find(write.on(), Viewer::System, contract.customer_id).await?;
    let customer = customer.ok_or(Refusal::NotFound("customer"))?;
    let wanted = Wanted {
        kind: Kind::PaymentRequest,
        subject_id: request.id.0,
        version: 1,
        reference: request.reference.clone(),
        dossier_id: contract.id,
        contract_id: Some(contract.id),
        customer_id: contract.customer_id,
        locale: customer.locale,
    };
    document_requested(write, by, wanted).await?;
    Ok(Done::Now(request))
}
