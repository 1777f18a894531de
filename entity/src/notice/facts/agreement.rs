//! Finder: the text that waits for a signature, and the contract that both have signed (S2).

use super::{ContractFacts, Enclosure, enclosure};
use crate::access::Viewer;
use crate::agreement::contract_text;
use crate::contract::contract;
use crate::contract::lifecycle::Lifecycle;
use crate::document;
use crate::notice::skip_reason::SkipReason;
use crate::value::id::{ContractId, DocumentId};
use crate::value::money::Money;
use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr};

/// The text of a contract that waits for the customer's signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedFacts {
    /// Of which contract.
    pub contract: ContractFacts,
    /// Which version of the text, from 1.
    pub number: i32,
    /// The whole price.
    pub total: Money,
    /// Its paper, which goes with the letter.
    pub enclosure: Enclosure,
}

/// A contract that both have signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedFacts {
    /// Which one.
    pub contract: ContractFacts,
    /// When the second of both signed.
    pub signed_on: NaiveDate,
    /// The whole price.
    pub total: Money,
}

/// Nobody is asked to sign what a newer text has replaced, what both have signed, or what was given up.
pub(super) async fn offered(
    connection: &impl ConnectionTrait,
    id: DocumentId,
) -> Result<Result<OfferedFacts, SkipReason>, DbErr> {
    let Some(paper) = document::find(connection, Viewer::System, id).await? else {
        return Ok(Err(SkipReason::Settled));
    };
    let contract = match paper.contract_id {
        Some(id) => contract::find(connection, Viewer::System, id).await?,
        None => None,
    };
    let Some(contract) = contract.filter(|contract| contract.state == Lifecycle::Draft) else {
        return Ok(Err(SkipReason::Settled));
    };
    let newest = contract_text::newest(connection, contract.id).await?;
    let Some(text) = newest.filter(|text| text.document_id == id) else { return Ok(Err(SkipReason::Settled)) };
    Ok(Ok(OfferedFacts {
        number: text.number,
        total: contract.total(),
        contract: ContractFacts::from(&contract),
        enclosure: enclosure::of_document(connection, paper).await?,
    }))
}

/// That a contract holds is told whatever has happened since.
pub(super) async fn signed(
    connection: &impl ConnectionTrait,
    id: ContractId,
) -> Result<Result<SignedFacts, SkipReason>, DbErr> {
    let contract = contract::find(connection, Viewer::System, id).await?;
    let signed = contract.and_then(|contract| contract.signed_on.map(|signed_on| (contract, signed_on)));
    Ok(signed.ok_or(SkipReason::Settled).map(|(contract, signed_on)| SignedFacts {
        total: contract.total(),
        contract: ContractFacts::from(&contract),
        signed_on,
    }))
}
