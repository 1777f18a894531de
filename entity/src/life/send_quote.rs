//! Record: a quote goes to the customer, with its paper (S2).

use crate::access::{By, Viewer};
use crate::database::Write;
use crate::document::Kind;
use crate::document::record_request::{Wanted, document_requested};
use crate::party::customer;
use crate::quote::quote::Model;
use crate::quote::record::Which;
use crate::quote::record_sending::quote_sent;
use crate::refusal::{Done, Refusal};
use crate::value::id::ContractId;

/// Sends an approved quote to the customer's signatories. Its paper is made in the customer's language and goes with the
/// letter; until it is frozen nobody can accept.
///
/// Refuses a quote the viewer does not see, what is not approved, one whose last day has passed, a stale version, an
/// inquiry that is over. What was sent is `AlreadyDone`.
pub async fn send_quote(write: &Write, by: &By, which: Which) -> Result<Done<Model>, Refusal> {
    let quote = match quote_sent(write, by, which).await? {
        Done::Now(quote) => quote,
        earlier @ Done::AlreadyDone(_) => return Ok(earlier),
    };
    let customer = customer::find(write.on(), Viewer::System, quote.customer_id).await?;
    let customer = customer.ok_or(Refusal::NotFound("customer"))?;
    let wanted = Wanted {
        kind: Kind::Quote,
        subject_id: quote.id.0,
        version: 1,
        reference: quote.reference.clone(),
        dossier_id: ContractId(quote.inquiry_id.0),
        contract_id: None,
        customer_id: quote.customer_id,
        locale: customer.locale,
    };
    document_requested(write, by, wanted).await?;
    Ok(Done::Now(quote))
}
