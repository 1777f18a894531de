//! A version of a contract's text as clients see it.

use std::sync::Arc;

use async_graphql::{Context, Object};
use entity::agreement::contract_text;

use super::signature::ContractSignature;
use crate::contract::page::ContractPage;
use crate::desk::AtDesk;
use crate::document::object::Document;
use crate::error::ApiError;
use crate::value::Day;

/// A version of the text of a contract.
#[derive(Clone, Debug)]
pub struct ContractText {
    row: contract_text::Model,
    page: Arc<ContractPage>,
}

impl ContractText {
    /// A version of the text of a contract of that page.
    pub fn new(row: contract_text::Model, page: &Arc<ContractPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }
}

/// A version of the text of a contract: the newest one is signed (S2).
#[Object]
impl ContractText {
    /// From 1; another version needs other signatures.
    async fn number(&self) -> i32 {
        self.row.number
    }

    /// Its paper: its id and SHA-256 are what `signContract` names.
    async fn document(&self, ctx: &Context<'_>) -> Result<Document, ApiError> {
        let papers = self.page.documents(ctx.desk()?, self.row.contract_id).await?;
        let paper = papers.iter().find(|paper| paper.id == self.row.document_id);
        paper.cloned().map(Document).ok_or_else(|| ApiError::broken("a text is seen without its paper"))
    }

    /// SHA-256 of everything it says; printed on the paper.
    async fn content_hash(&self) -> &str {
        &self.row.content_hash
    }

    /// The codes of its clauses with their versions, in order: `P1 v1`.
    async fn clauses(&self) -> Vec<String> {
        self.row.content.clauses.iter().map(|clause| format!("{} v{}", clause.code, clause.version)).collect()
    }

    /// What both agreed on for this contract alone.
    async fn special_terms(&self) -> Option<&str> {
        self.row.content.special_terms.as_deref()
    }

    /// The day it was drawn up.
    async fn drawn_up_on(&self) -> Day {
        self.row.drawn_up_on.into()
    }

    /// Who has signed it, in the order in which they did.
    async fn signatures(&self, ctx: &Context<'_>) -> Result<Vec<ContractSignature>, ApiError> {
        let rows = self.page.agreement.signatures(ctx.desk()?, self.row.id).await?.iter().cloned();
        Ok(rows.map(|row| ContractSignature::new(row, &self.page)).collect())
    }
}
