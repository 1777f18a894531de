//! A round of acceptance as clients see it.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entity::acceptance::acceptance_round;

use super::remaining_item::RemainingItem;
use super::state::{AcceptanceStateName, MannerName};
use crate::contract::object::Contract;
use crate::contract::page::ContractPage;
use crate::desk::AtDesk;
use crate::document::object::Document;
use crate::error::{ApiError, Nullable, nullable};
use crate::value::{Day, NodeId};

/// Ids of rounds of acceptance.
pub const ACCEPTANCE_ROUND: NodeId = NodeId("AcceptanceRound");

/// A report that the work is done, and what the customer said to it (S5, S6).
#[derive(Clone, Debug)]
pub struct AcceptanceRound {
    row: acceptance_round::Model,
    page: Arc<ContractPage>,
}

impl AcceptanceRound {
    /// A round of a contract of that page.
    pub fn new(row: acceptance_round::Model, page: &Arc<ContractPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }

    /// One round by itself.
    pub fn alone(row: acceptance_round::Model) -> Self {
        let page = ContractPage::around([row.contract_id]);
        Self { row, page }
    }
}

/// A report that the work is done, and what the customer said to it (S5, S6).
#[Object]
impl AcceptanceRound {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        ACCEPTANCE_ROUND.encode(self.row.id.0)
    }

    /// From 1: each time the work is reported done, it is another round.
    async fn number(&self) -> i32 {
        self.row.number
    }

    /// Where it stands.
    async fn state(&self) -> AcceptanceStateName {
        self.row.state.into()
    }

    /// The completion report that is accepted or not; its id is what an answer names.
    async fn report(&self, ctx: &Context<'_>) -> Result<Document, ApiError> {
        let papers = self.page.documents(ctx.desk()?, self.row.contract_id).await?;
        let report = papers.iter().find(|paper| paper.id == self.row.report_id);
        report.cloned().map(Document).ok_or_else(|| ApiError::broken("a round is seen without its report"))
    }

    /// When the work was done.
    async fn finished_on(&self) -> Day {
        self.row.finished_on.into()
    }

    /// When acceptance was asked for.
    async fn asked_on(&self) -> Day {
        self.row.asked_on.into()
    }

    /// By the end of which day the customer is asked to answer; a rest of the contract moves it on.
    async fn answer_by_on(&self) -> Day {
        self.row.answer_by_on.into()
    }

    /// Whether silence until then is acceptance, as the contract says; only after warnings that were handed over.
    async fn silence_accepts(&self) -> bool {
        self.row.silence_accepts
    }

    /// How it was answered; null until it is.
    async fn manner(&self) -> Option<MannerName> {
        self.row.manner.map(Into::into)
    }

    /// When it was answered.
    async fn answered_on(&self) -> Option<Day> {
        self.row.answered_on.map(Day)
    }

    /// The name of who answered it, or entered the answer given on paper; null for silence.
    async fn answered_by(&self, ctx: &Context<'_>) -> Nullable<String> {
        nullable(async {
            let name = self.page.acceptance.name(ctx.desk()?, self.row.answered_by).await?;
            Ok(name.map(str::to_owned))
        })
        .await
    }

    /// Who signed which paper, where staff entered the answer.
    async fn paper(&self) -> Option<&str> {
        self.row.paper.as_deref()
    }

    /// Why it was rejected.
    async fn reason(&self) -> Option<&str> {
        self.row.reason.as_deref()
    }

    /// SHA-256 of the report that was answered.
    async fn report_sha256(&self) -> Option<&str> {
        self.row.report_sha256.as_deref()
    }

    /// What remained to be done, in order.
    async fn remaining_items(&self, ctx: &Context<'_>) -> Result<Vec<RemainingItem>, ApiError> {
        let rows = self.page.acceptance.remaining(ctx.desk()?, self.row.id).await?.iter().cloned();
        Ok(rows.map(|row| RemainingItem::new(row, &self.page)).collect())
    }

    /// The contract it belongs to.
    async fn contract(&self, ctx: &Context<'_>) -> Result<Contract, ApiError> {
        let row = self.page.contract(ctx.desk()?, self.row.contract_id).await?;
        Ok(Contract::new(row.clone(), &self.page))
    }
}
