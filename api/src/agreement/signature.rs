//! A signature as clients see it.

use std::sync::Arc;

use async_graphql::{Context, Enum, Object};
use entity::agreement::contract_signature;
use entity::agreement::party::Party;
use entity::clock::Instant;

use crate::contract::page::ContractPage;
use crate::desk::AtDesk;
use crate::document::object::Document;
use crate::error::{Nullable, nullable};
use crate::value::Day;

/// A party of a contract.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "Party", remote = "Party")]
pub enum PartyName {
    /// Who orders and pays.
    Customer,
    /// Who delivers.
    Provider,
}

/// The signature of one party under one version of a contract's text.
#[derive(Clone, Debug)]
pub struct ContractSignature {
    row: contract_signature::Model,
    page: Arc<ContractPage>,
}

impl ContractSignature {
    /// A signature under a contract of that page.
    pub fn new(row: contract_signature::Model, page: &Arc<ContractPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }
}

/// The signature of one party under one version of a contract's text (S2).
#[Object]
impl ContractSignature {
    /// For which party.
    async fn party(&self) -> PartyName {
        self.row.party.into()
    }

    /// Who signed.
    async fn signer(&self) -> &str {
        &self.row.signer
    }

    /// By which power of attorney; null where the signer represents the party by law.
    async fn power_of_attorney(&self) -> Option<&str> {
        self.row.power_of_attorney.as_deref()
    }

    /// When.
    async fn signed_on(&self) -> Day {
        self.row.signed_on.into()
    }

    /// SHA-256 of the paper that was signed.
    async fn document_sha256(&self) -> &str {
        &self.row.document_sha256
    }

    /// The scan of what was signed on paper; null for what was signed on line.
    async fn scan(&self, ctx: &Context<'_>) -> Nullable<Document> {
        nullable(async {
            let papers = self.page.documents(ctx.desk()?, self.row.contract_id).await?;
            Ok(papers.iter().find(|paper| Some(paper.id) == self.row.scan_id).cloned().map(Document))
        })
        .await
    }

    /// When it was given on line, or entered.
    async fn entered_at(&self) -> Instant {
        self.row.entered_at
    }

    /// The network address it was given or entered from; only staff read it, of others it is null.
    async fn entered_from(&self, ctx: &Context<'_>) -> Nullable<&str> {
        let is_staff = ctx.desk().map(|desk| desk.by.viewer.is_staff());
        is_staff.map(|is_staff| Some(self.row.entered_from.as_str()).filter(|_| is_staff)).transpose()
    }
}
