//! What hangs on a page of contracts of their texts and signatures, each read once for all of them.

use std::sync::Arc;

use entity::agreement::{contract_signature, contract_text};
use entity::value::id::{ContractId, ContractTextId};

use crate::desk::Desk;
use crate::error::ApiError;
use crate::value::Relation;

/// The texts of the contracts of a page.
#[derive(Debug)]
pub struct AgreementPage {
    ids: Arc<[ContractId]>,
    texts: Relation<ContractId, contract_text::Model>,
    signatures: Relation<ContractTextId, contract_signature::Model>,
}

impl AgreementPage {
    /// The texts of these contracts.
    pub fn of(ids: &Arc<[ContractId]>) -> Self {
        Self { ids: Arc::clone(ids), texts: Relation::default(), signatures: Relation::default() }
    }

    /// The versions of the text of one of them, the first one first.
    pub async fn texts(&self, desk: &Desk, id: ContractId) -> Result<&[contract_text::Model], ApiError> {
        let find = || contract_text::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.texts.of(id, find, |row| row.contract_id).await
    }

    /// The signatures under one version, in the order in which they were given.
    pub async fn signatures(&self, desk: &Desk, id: ContractTextId) -> Result<&[contract_signature::Model], ApiError> {
        let find = || contract_signature::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.signatures.of(id, find, |row| row.text_id).await
    }
}
