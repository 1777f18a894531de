//! Record: a version of a contract's text is written down (S2).

use super::content::Content;
use super::contract_text::{Entity, Model};
use crate::access::By;
use crate::audit::{self, Chain, Fact};
use crate::contract::contract;
use crate::database::Write;
use crate::value::id::{ContractTextId, DocumentId};
use sea_orm::{DbErr, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};

/// A version of a text with the paper that is made of it.
#[derive(Clone, Debug)]
pub(crate) struct DrawnUp {
    /// From 1.
    pub(crate) number: i32,
    /// What it says.
    pub(crate) content: Content,
    /// Its paper.
    pub(crate) document_id: DocumentId,
}

/// Writes a version down and tells the dossier. The caller holds the contract's lock.
pub(crate) async fn text_drawn_up(
    write: &Write,
    by: &By,
    contract: &contract::Model,
    DrawnUp { number, content, document_id }: DrawnUp,
) -> Result<(), DbErr> {
    let row = Model {
        id: ContractTextId::new(),
        contract_id: contract.id,
        number,
        document_id,
        content_hash: content.hash(number),
        content,
        drawn_up_on: by.today(),
        created_at: by.now,
    };
    Entity::insert(row.clone().into_active_model()).exec_without_returning(write.on()).await?;
    let fact = Fact {
        chain: Chain::Dossier(contract.id),
        action: "contract.text_drawn_up",
        subject: ("contract_text", row.id.0),
        before: Value::Null,
        after: json!({
            "number": row.number, "contentHash": row.content_hash, "documentId": row.document_id, "drawnUpOn": row.drawn_up_on,
        }),
        reason: None,
    };
    audit::record(write, &by.actor, by.now, fact).await
}
