//! A stage of a reminder as clients see it: what happened, or what is to come, and why.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use entity::clock::Instant;
use entity::reminder::why::{Happened, StageStory};
use entity::value::id::ReminderId;

use super::kind::ToneName;
use super::page::ReminderPage;
use crate::desk::AtDesk;
use crate::error::{Nullable, nullable};
use crate::notice::kind::SkipReasonName;
use crate::notice::object::Notice;
use crate::task::object::STAFF_TASK;
use crate::value::Day;

/// What becomes of a stage.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "StageFate")]
pub enum StageFate {
    /// Its moment is still to come.
    Waiting,
    /// It is part of a mail, which tells the rest.
    Mailed,
    /// It was put before a person.
    TaskRaised,
    /// It was not, or will not be, told, for a reason.
    Skipped,
    /// What it was planned for changed before it went out.
    Void,
}

/// One stage of one arming of a reminder.
#[derive(Clone, Debug)]
pub struct ReminderStage {
    story: StageStory,
    reminder_id: ReminderId,
    page: Arc<ReminderPage>,
}

impl ReminderStage {
    /// A stage of a reminder of a page.
    pub fn new(story: StageStory, reminder_id: ReminderId, page: &Arc<ReminderPage>) -> Self {
        Self { story, reminder_id, page: Arc::clone(page) }
    }
}

/// One stage of one arming of a reminder: what happened, or what is to come, and why.
#[Object]
impl ReminderStage {
    /// Of which arming.
    async fn arming(&self) -> i32 {
        self.story.arming
    }

    /// Days from the day reminded of: -7 is a week before.
    async fn offset_days(&self) -> i32 {
        self.story.offset_days
    }

    /// In which tone it speaks; null when the ladder has no such stage any more.
    async fn tone(&self) -> Option<ToneName> {
        self.story.tone.map(Into::into)
    }

    /// The day it is or was meant for, in the recipient's zone.
    async fn planned_on(&self) -> Option<Day> {
        self.story.planned_on.map(Into::into)
    }

    /// The moment it is or was meant for.
    async fn at(&self) -> Option<Instant> {
        self.story.planned_at
    }

    /// What becomes of it.
    async fn fate(&self) -> StageFate {
        match self.story.happened {
            Happened::Waiting => StageFate::Waiting,
            Happened::Mailed { .. } => StageFate::Mailed,
            Happened::TaskRaised(_) => StageFate::TaskRaised,
            Happened::Skipped(_) => StageFate::Skipped,
            Happened::Void => StageFate::Void,
        }
    }

    /// Why it was not, or will not be, told.
    async fn reason(&self) -> Option<SkipReasonName> {
        match self.story.happened {
            Happened::Skipped(reason) => Some(reason.into()),
            Happened::Waiting | Happened::Mailed { .. } | Happened::TaskRaised(_) | Happened::Void => None,
        }
    }

    /// The notice it became, with its mail; null when it became none, or the viewer may not see it.
    async fn notice(&self, ctx: &Context<'_>) -> Nullable<Notice> {
        nullable(async {
            let stage = (self.reminder_id, self.story.arming, self.story.offset_days);
            self.page.notice(ctx.desk()?, stage).await
        })
        .await
    }

    /// The global id of the task it became; for staff.
    async fn task_id(&self, ctx: &Context<'_>) -> Nullable<ID> {
        nullable(async {
            let is_staff = ctx.desk()?.by.viewer.is_staff();
            Ok(match self.story.happened {
                Happened::TaskRaised(id) if is_staff => Some(STAFF_TASK.encode(id.0)),
                Happened::TaskRaised(_)
                | Happened::Waiting
                | Happened::Mailed { .. }
                | Happened::Skipped(_)
                | Happened::Void => None,
            })
        })
        .await
    }
}
