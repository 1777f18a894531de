//! `signContract`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::agreement::entering::PaperSignature;
use entity::life::{Signing, sign_contract};
use entity::value::id::{ContractId, DocumentId};
use uuid::Uuid;

use super::signature::PartyName;
use crate::contract::object::{CONTRACT, Contract};
use crate::desk::AtDesk;
use crate::document::object::DOCUMENT;
use crate::error::ApiError;
use crate::value::Day;

/// A signature to give, under exactly what was read.
#[derive(InputObject)]
pub struct SignContractInput {
    /// Under which contract.
    pub contract_id: ID,
    /// The paper you read; CONFLICT when there is a newer text by now.
    pub document_id: ID,
    /// SHA-256 of the paper as you read it; CONFLICT when it is not that of the frozen one.
    pub sha256: String,
    /// What was signed on paper, as staff enter it; nothing for signing on line.
    pub on_paper: Option<PaperSignatureInput>,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// A signature on paper.
#[derive(InputObject)]
pub struct PaperSignatureInput {
    /// For which party.
    pub party: PartyName,
    /// Who signed, 1 to 200 characters.
    pub signer: String,
    /// By which power of attorney, up to 500 characters; nothing where the signer represents the party by law.
    pub power_of_attorney: Option<String>,
    /// When, from the day the text was drawn up to today.
    pub signed_on: Day,
    /// The scan: the document that `POST /files/<contract id>` answered.
    pub scan_id: ID,
}

/// The contract as it is now.
#[derive(SimpleObject)]
pub struct SignContractPayload {
    /// Signed, once both parties have.
    pub contract: Contract,
}

/// Signs a contract: the customer's signatory for the customer, an admin for the provider; staff enter what was signed on
/// paper. With both signatures the contract holds, and what is due on signature is asked for (S2, S3).
pub async fn run(ctx: &Context<'_>, input: SignContractInput) -> Result<SignContractPayload, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    // An id that is of no document is of no text that can be signed: the nil id.
    let document = |id: &ID| DocumentId(DOCUMENT.decode(id).unwrap_or(Uuid::nil()));
    let signing = Signing {
        contract_id: CONTRACT.decode(&input.contract_id).map(ContractId).ok_or(ApiError::NotFound)?,
        expected_version: input.expected_version,
        document_id: document(&input.document_id),
        sha256: input.sha256,
        from: desk.address.to_string(),
        on_paper: input.on_paper.map(|paper| PaperSignature {
            party: paper.party.into(),
            signer: paper.signer,
            power_of_attorney: paper.power_of_attorney,
            signed_on: paper.signed_on.0,
            scan_id: document(&paper.scan_id),
        }),
    };
    let done = desk.write(async |write| sign_contract(write, &desk.by, &signing).await).await?;
    Ok(SignContractPayload { contract: Contract::alone(done.into_inner()) })
}
