//! Question: why a reminder did or did not tell somebody, and what comes next (design 5).

use super::ladder::{Ladder, Stage, Tone};
use super::policy::Reach;
use super::situation::{self, Situation};
use super::staging::Fate;
use super::table::{Model, find};
use crate::access::Viewer;
use crate::clock::Instant;
use crate::notice::skip_reason::SkipReason;
use crate::notice::state::State as NoticeState;
use crate::value::id::{MailId, NoticeId, ReminderId, StaffTaskId};
use crate::{mail, notice, task};
use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr};
use std::collections::HashMap;

/// A reminder's whole story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The reminder.
    pub reminder: Model,
    /// The ladder that holds for it.
    pub ladder: Ladder,
    /// For whom its ladder was set; `None` for the built-in one.
    pub ladder_of: Option<Reach>,
    /// Every stage of every arming, the earliest first.
    pub stages: Vec<StageStory>,
    /// The next stage that will be told or put before a person, if any.
    pub next: Option<(Stage, Instant)>,
}

/// One stage of one arming.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageStory {
    /// Of which arming.
    pub arming: i32,
    /// Days from the anchor.
    pub offset_days: i32,
    /// Its tone, where the ladder still has the stage.
    pub tone: Option<Tone>,
    /// The day it is or was meant for, in the recipient's zone.
    pub planned_on: Option<NaiveDate>,
    /// The moment it is or was meant for.
    pub planned_at: Option<Instant>,
    /// What happened.
    pub happened: Happened,
}

/// What happened to a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// Its moment is still to come.
    Waiting,
    /// It is part of a mail, which tells the rest.
    Mailed {
        /// The notice.
        notice_id: NoticeId,
        /// The mail.
        mail_id: MailId,
        /// Where the mail stands.
        state: mail::state::State,
        /// Since when.
        settled_at: Option<Instant>,
        /// The server's answer, or why it was not sent.
        answer: Option<String>,
    },
    /// It was put before a person.
    TaskRaised(StaffTaskId),
    /// It was not, or will not be, told.
    Skipped(SkipReason),
    /// What it was planned for changed before it went out.
    Void,
}

/// The story of a reminder, if the viewer may see it.
pub async fn why(connection: &impl ConnectionTrait, viewer: Viewer, id: ReminderId) -> Result<Option<Why>, DbErr> {
    let Some(reminder) = find(connection, viewer, id).await? else { return Ok(None) };
    Ok(of_all(connection, vec![reminder]).await?.pop())
}

/// The stories of a page of reminders that the viewer was found to see, in a handful of statements.
pub async fn of_all(connection: &impl ConnectionTrait, reminders: Vec<Model>) -> Result<Vec<Why>, DbErr> {
    let ids = reminders.iter().map(|reminder| reminder.id).collect();
    let notices = notice::of_reminders(connection, Viewer::System, ids).await?;
    let mails = mails_of(connection, &notices).await?;
    let tasks = situation::tasks_of(connection, &reminders).await?;
    let situations = situation::of_all(connection, reminders).await?;
    Ok(situations
        .into_iter()
        .map(|situation| {
            let own = notices.iter().filter(|notice| notice.reminder_id == Some(situation.reminder.id));
            let told = own.filter_map(|notice| told(notice, &mails)).collect();
            story(situation, told, &tasks)
        })
        .collect())
}

/// What was told so far, and what the rule says of the rest.
fn story(situation: Situation, mut stages: Vec<StageStory>, tasks: &[task::Model]) -> Why {
    let reminder = &situation.reminder;
    let mut next = None;
    for planned in situation.staging().plan() {
        let offset_days = planned.stage.offset_days;
        let known = stages.iter_mut().find(|story| story.arming == reminder.arming && story.offset_days == offset_days);
        if let Some(known) = known {
            known.tone = Some(planned.stage.tone);
            known.planned_on = Some(planned.on);
            continue;
        }
        let key = situation.task_key(offset_days);
        let raised = tasks.iter().find(|task| task.key == key);
        let happened = match (raised, planned.fate) {
            (Some(task), _) => Happened::TaskRaised(task.id),
            (None, Fate::Waiting) if situation.is_open => Happened::Waiting,
            (None, Fate::Waiting | Fate::Happened) => Happened::Skipped(SkipReason::Settled),
            (None, Fate::Skipped(reason)) => Happened::Skipped(reason),
        };
        if happened == Happened::Waiting && next.is_none_or(|(_, at)| planned.at < at) {
            next = Some((planned.stage, planned.at));
        }
        stages.push(StageStory {
            arming: reminder.arming,
            offset_days,
            tone: Some(planned.stage.tone),
            planned_on: Some(planned.on),
            planned_at: Some(planned.at),
            happened,
        });
    }
    stages.sort_by_key(|story| (story.arming, story.offset_days));
    let (ladder, ladder_of) = (situation.ladder, situation.set_for);
    Why { reminder: situation.reminder, ladder, ladder_of, stages, next }
}

async fn mails_of(
    connection: &impl ConnectionTrait,
    notices: &[notice::Model],
) -> Result<HashMap<MailId, mail::Model>, DbErr> {
    let ids = notices.iter().filter_map(|notice| notice.mail_id).collect();
    let mails = mail::find_all(connection, Viewer::System, ids).await?;
    Ok(mails.into_iter().map(|mail| (mail.id, mail)).collect())
}

fn told(notice: &notice::Model, mails: &HashMap<MailId, mail::Model>) -> Option<StageStory> {
    let happened = match notice.state {
        NoticeState::Planned => Happened::Waiting,
        NoticeState::Skipped => Happened::Skipped(notice.reason?),
        NoticeState::Void => Happened::Void,
        NoticeState::Mailed => {
            let mail = mails.get(&notice.mail_id?)?;
            Happened::Mailed {
                notice_id: notice.id,
                mail_id: mail.id,
                state: mail.state,
                settled_at: mail.settled_at,
                answer: mail.answer.clone(),
            }
        }
    };
    Some(StageStory {
        arming: notice.arming,
        offset_days: notice.stage,
        tone: None,
        planned_on: None,
        planned_at: Some(notice.planned_at),
        happened,
    })
}
