//! The verdict on a claim as clients see it.

use std::sync::Arc;

use async_graphql::{Context, Enum, Object};
use entity::warranty::record_verdict::Decision;
use entity::warranty::verdict::{Exclusion, Rule};
use entity::warranty::warranty_claim;
use entity::warranty::warranty_cover::covers_of;

use crate::contract::page::ContractPage;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// The rule that decides whether a defect is covered.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "WarrantyRule", remote = "Rule")]
pub enum WarrantyRule {
    /// It showed within the warranty.
    InCover,
    /// It showed after the warranty, within the cover of redone work.
    InFollowOn,
    /// Nothing is warranted of it.
    NoCover,
    /// It showed before acceptance: it belongs to the acceptance, not to the warranty.
    BeforeCover,
    /// It showed after the last covered day.
    AfterCover,
    /// It showed on a covered day, but for a reason that is not warranted.
    Excluded,
}

/// Why something is not warranted though it showed on a covered day.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "WarrantyExclusion", remote = "Exclusion")]
pub enum WarrantyExclusion {
    /// It was used otherwise than agreed or explained.
    Misuse,
    /// Somebody else than the provider changed it.
    ChangedByOthers,
    /// It rests on information of the customer that was wrong (C2).
    WrongInformation,
    /// It was never part of what was agreed.
    NotAgreed,
    /// The law changed after acceptance.
    LawChanged,
    /// Force majeure.
    ForceMajeure,
}

/// What a person makes of a claim.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "ClaimDecision", remote = "Decision")]
pub enum ClaimDecision {
    /// The provider puts it right.
    Covered,
    /// The provider does not have to.
    NotCovered,
}

/// Whether the warranty covers a claim, and the rule that says so (P5).
#[derive(Clone, Debug)]
pub struct ClaimVerdict {
    row: warranty_claim::Model,
    page: Arc<ContractPage>,
}

impl ClaimVerdict {
    /// Of a claim on a contract of that page.
    pub fn new(row: warranty_claim::Model, page: &Arc<ContractPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }
}

/// Whether the warranty covers a claim, and the rule that says so (P5).
#[Object]
impl ClaimVerdict {
    /// The rule that decides.
    async fn rule(&self) -> WarrantyRule {
        self.row.rule.into()
    }

    /// Why it is not warranted, where that is the rule.
    async fn exclusion(&self) -> Option<WarrantyExclusion> {
        self.row.exclusion.map(Into::into)
    }

    /// The rule with its days, in the viewer's language.
    async fn words(&self, ctx: &Context<'_>) -> Result<String, ApiError> {
        let desk = ctx.desk()?;
        let rows = self.page.warranty.covers(desk, self.row.contract_id).await?;
        let covers = covers_of(rows, self.row.deliverable_id);
        Ok(self.row.verdict().words(self.row.defect_on, &covers).in_locale(desk.locale).to_owned())
    }

    /// Whether the provider has to put it right: by the rule until a person has judged it, then as they decided.
    async fn is_covered(&self) -> bool {
        self.row.is_covered
    }

    /// Whether a person decided otherwise than the rule.
    async fn is_overruled(&self) -> bool {
        self.row.is_overruled
    }

    /// What that person said.
    async fn reason(&self) -> Option<&str> {
        self.row.verdict_reason.as_deref()
    }

    /// The day a person judged it; null until then.
    async fn judged_on(&self) -> Option<Day> {
        self.row.judged_on.map(Day)
    }
}
