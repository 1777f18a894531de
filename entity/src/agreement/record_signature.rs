//! Record: a signature is written down (S2).

use super::contract_signature::{Entity, Model};
use super::contract_text;
use super::entering::Given;
use crate::access::By;
use crate::audit::{self, Chain, Fact};
use crate::database::Write;
use crate::value::id::{ContractSignatureId, PersonId};
use sea_orm::{DbErr, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};

/// Who entered a signature, from where, under which bytes.
#[derive(Clone, Debug)]
pub(crate) struct Entered {
    /// Who signed on line, or entered what was signed on paper.
    pub(crate) by: PersonId,
    /// The network address they did it from.
    pub(crate) from: String,
    /// SHA-256 of the paper that is signed.
    pub(crate) document_sha256: String,
}

/// Writes a signature down and tells the dossier; the network address and names stay out of it.
pub(crate) async fn signature_given(
    write: &Write,
    by: &By,
    text: &contract_text::Model,
    (signed, entered): (Given, Entered),
) -> Result<Model, DbErr> {
    let row = Model {
        id: ContractSignatureId::new(),
        contract_id: text.contract_id,
        text_id: text.id,
        party: signed.party,
        document_sha256: entered.document_sha256,
        signer: signed.signer,
        power_of_attorney: signed.power_of_attorney,
        signed_on: signed.signed_on,
        scan_id: signed.scan_id,
        entered_by: entered.by,
        entered_from: entered.from,
        entered_at: by.now,
    };
    Entity::insert(row.clone().into_active_model()).exec_without_returning(write.on()).await?;
    let fact = Fact {
        chain: Chain::Dossier(row.contract_id),
        action: "contract.signature_given",
        subject: ("contract_signature", row.id.0),
        before: Value::Null,
        after: json!({
            "party": row.party,
            "textNumber": text.number,
            "documentSha256": row.document_sha256,
            "signedOn": row.signed_on,
            "isOnPaper": row.scan_id.is_some(),
        }),
        reason: None,
    };
    audit::record(write, &by.actor, by.now, fact).await?;
    Ok(row)
}
