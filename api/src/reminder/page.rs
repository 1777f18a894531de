//! What hangs on a page of reminders, each read once for all of them.

use std::sync::Arc;

use entity::notice;
use entity::reminder::Model;
use entity::reminder::why::{self, Why};
use entity::value::id::ReminderId;

use crate::access::people::People;
use crate::contract::contracts::Contracts;
use crate::desk::Desk;
use crate::error::ApiError;
use crate::notice::object::Notice;
use crate::notice::page::NoticePage;
use crate::value::Relation;

/// The reminders of a page and what hangs on them.
#[derive(Debug)]
pub struct ReminderPage {
    rows: Vec<Model>,
    stories: Relation<ReminderId, Why>,
    notices: Relation<Option<ReminderId>, (notice::Model, Arc<NoticePage>)>,
    /// The contracts they belong to.
    pub contracts: Contracts,
    /// Who paused them.
    pub people: People,
}

impl ReminderPage {
    /// The page of these reminders.
    pub fn of(rows: &[Model]) -> Arc<Self> {
        Arc::new(Self {
            rows: rows.to_vec(),
            stories: Relation::default(),
            notices: Relation::default(),
            contracts: Contracts::to(rows.iter().filter_map(|row| row.contract_id)),
            people: People::to(rows.iter().filter_map(|row| row.paused_by)),
        })
    }

    /// The story of one of them.
    pub async fn story(&self, desk: &Desk, id: ReminderId) -> Result<&Why, ApiError> {
        let find = || why::of_all(desk.read(), self.rows.clone());
        let found = self.stories.of(id, find, |story| story.reminder.id).await?;
        found.first().ok_or_else(|| ApiError::broken("a reminder without its contract"))
    }

    /// The notice of one stage of one of them, if the viewer may see it.
    pub async fn notice(
        &self,
        desk: &Desk,
        (id, arming, offset_days): (ReminderId, i32, i32),
    ) -> Result<Option<Notice>, ApiError> {
        let find = || async {
            let ids = self.rows.iter().map(|row| row.id).collect();
            let rows = notice::of_reminders(desk.read(), desk.by.viewer, ids).await?;
            let page = NoticePage::of(&rows);
            Ok(rows.into_iter().map(|row| (row, Arc::clone(&page))).collect())
        };
        let told = self.notices.of(Some(id), find, |(row, _)| row.reminder_id).await?;
        let of_stage = told.iter().find(|(row, _)| row.arming == arming && row.stage == offset_days);
        Ok(of_stage.map(|(row, page)| Notice::new(row.clone(), page)))
    }
}
