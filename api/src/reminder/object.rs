//! A reminder as clients see it.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};
use entity::clock::Instant;
use entity::reminder::{Model, ReminderKind};

use super::kind::{REMINDER, ReminderKindName};
use super::ladder::Ladder;
use super::page::ReminderPage;
use super::stage::ReminderStage;
use crate::access::object::Person;
use crate::contract::object::Contract;
use crate::desk::AtDesk;
use crate::error::{ApiError, Nullable, nullable};
use crate::value::{Day, NodeId};

/// A clock on what is due or about to end.
#[derive(Clone, Debug)]
pub struct Reminder {
    row: Model,
    page: Arc<ReminderPage>,
}

/// That a reminder rests, until when, and why.
#[derive(SimpleObject, Clone, Debug)]
pub struct ReminderPause {
    /// The last day; it ends by itself after it.
    until: Day,
    /// Whether the customer promised to pay by that day.
    is_promise: bool,
    /// Why, or what was promised by whom; for staff.
    reason: Option<String>,
    /// Who paused it; null when the viewer may not see them.
    by: Option<Person>,
}

impl Reminder {
    /// One reminder of a page.
    pub fn new(row: Model, page: &Arc<ReminderPage>) -> Self {
        Self { row, page: Arc::clone(page) }
    }

    /// One reminder by itself.
    pub fn alone(row: Model) -> Self {
        let page = ReminderPage::of(std::slice::from_ref(&row));
        Self { row, page }
    }
}

/// A clock on what is due or about to end; it tells why somebody was or was not reminded, and what comes next.
#[Object]
impl Reminder {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        REMINDER.encode(self.row.id.0)
    }

    /// What is reminded of.
    async fn kind(&self) -> ReminderKindName {
        self.row.kind.into()
    }

    /// The global id of what is reminded of: an instalment, a warranty cover, a quote, a work item.
    async fn subject_id(&self) -> ID {
        let node = match self.row.kind {
            ReminderKind::Payment => NodeId("Instalment"),
            ReminderKind::Warranty => NodeId("WarrantyCover"),
            ReminderKind::WorkItem => NodeId("WorkItem"),
            ReminderKind::Acceptance => NodeId("AcceptanceRound"),
            ReminderKind::Quote => NodeId("Quote"),
        };
        node.encode(self.row.subject_id)
    }

    /// The contract it belongs to.
    async fn contract(&self, ctx: &Context<'_>) -> Nullable<Contract> {
        nullable(async { self.page.contracts.at(ctx.desk()?, self.row.contract_id).await }).await
    }

    /// The day reminded of: due day, last covered day.
    async fn anchor_on(&self) -> Day {
        self.row.anchor_on.into()
    }

    /// Rises when the anchor moves, a payment is reversed or staff restart it; each arming has stages of its own.
    async fn arming(&self) -> i32 {
        self.row.arming
    }

    /// When it was armed; what lay before is not made up for.
    async fn armed_at(&self) -> Instant {
        self.row.armed_at
    }

    /// When it is looked at next; null when there is nothing to remind of.
    async fn next_at(&self) -> Option<Instant> {
        self.row.next_at
    }

    /// Until when and why it rests; null when it does not.
    async fn paused(&self, ctx: &Context<'_>) -> Nullable<ReminderPause> {
        nullable(async {
            let desk = ctx.desk()?;
            let Some(until) = self.row.paused_until.filter(|_| self.row.is_paused(desk.by.today())) else {
                return Ok(None);
            };
            let reason = self.row.pause_reason.clone().filter(|_| desk.by.viewer.is_staff());
            let by = self.page.people.at(desk, self.row.paused_by).await?;
            Ok(Some(ReminderPause { until: until.into(), is_promise: self.row.pause_is_promise, reason, by }))
        })
        .await
    }

    /// The ladder that holds for it.
    async fn ladder(&self, ctx: &Context<'_>) -> Result<Ladder, ApiError> {
        let story = self.page.story(ctx.desk()?, self.row.id).await?;
        Ok(Ladder::new(self.row.kind, story.ladder.clone(), story.ladder_of))
    }

    /// Every stage of every arming, the earliest first: the day, what happened, the reason.
    async fn stages(&self, ctx: &Context<'_>) -> Result<Vec<ReminderStage>, ApiError> {
        let story = self.page.story(ctx.desk()?, self.row.id).await?;
        let stages = story.stages.iter().cloned();
        Ok(stages.map(|stage| ReminderStage::new(stage, self.row.id, &self.page)).collect())
    }

    /// The next stage that will be told or put before a person; null when there is none.
    async fn next(&self, ctx: &Context<'_>) -> Nullable<ReminderStage> {
        nullable(async {
            let story = self.page.story(ctx.desk()?, self.row.id).await?;
            let Some((next, _)) = story.next else { return Ok(None) };
            let is_next = |arming: i32, offset_days: i32| arming == self.row.arming && offset_days == next.offset_days;
            let stage = story.stages.iter().find(|stage| is_next(stage.arming, stage.offset_days)).cloned();
            Ok(stage.map(|stage| ReminderStage::new(stage, self.row.id, &self.page)))
        })
        .await
    }

    /// Rises with every change.
    async fn version(&self) -> i64 {
        self.row.version
    }
}
