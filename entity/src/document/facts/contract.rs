//! Finder: what the text of a contract says (hợp đồng, S2).

use super::completion_report::signatory;
use crate::access::Viewer;
use crate::agreement::content::Content;
use crate::agreement::contract_text;
use crate::document::Model;
use crate::value::id::ContractId;
use sea_orm::{ConnectionTrait, DbErr};

/// What both sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractFacts {
    /// Which version of the text it is, from 1.
    pub number: i32,
    /// Everything it says.
    pub content: Content,
    /// The hash of everything it says.
    pub content_hash: String,
    /// Who signs for the customer; `None` when nobody or more than one may.
    pub signatory: Option<String>,
}

/// The paper of a version of the text is about the contract, in the document's version of the same number.
pub(super) async fn find(connection: &impl ConnectionTrait, document: &Model) -> Result<Option<ContractFacts>, DbErr> {
    let id = ContractId(document.subject_id);
    let texts = contract_text::of_contracts(connection, Viewer::System, vec![id]).await?;
    let Some(text) = texts.into_iter().find(|text| text.number == document.version) else { return Ok(None) };
    Ok(Some(ContractFacts {
        number: text.number,
        content: text.content,
        content_hash: text.content_hash,
        signatory: signatory(connection, document.customer_id).await?,
    }))
}
