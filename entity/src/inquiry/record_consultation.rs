//! Record: somebody is talked to, which answers their inquiry (P1, P3).

use super::consultation::{self, Channel};
use super::inquiry::{ActiveModel, Model};
use super::record::{Which, answered, at_version, lock, moved, store, tell};
use super::state::Event;
use crate::access::{By, Permission};
use crate::database::Write;
use crate::refusal::{Mistakes, Refusal};
use crate::value::id::ConsultationId;
use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel};

const LONGEST_NOTE: usize = 4_000;

/// A talk as somebody enters it.
#[derive(Clone, Debug)]
pub struct Consultation {
    /// About which inquiry.
    pub which: Which,
    /// How.
    pub channel: Channel,
    /// On which day: not in the future.
    pub held_on: NaiveDate,
    /// What was said, 1 to 4,000 characters.
    pub note: String,
}

/// Enters a talk: the first one stops the answer-by clock. An inquiry that nobody had taken becomes that of whoever
/// talked.
///
/// Refuses an inquiry the viewer does not see, one that is over, a stale version, a day in the future.
pub async fn record_consultation(write: &Write, by: &By, entered: &Consultation) -> Result<Model, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let before = lock(write, by.viewer, entered.which.id).await?;
    let held_by = by.viewer.person_id().ok_or(Refusal::NotFound("person"))?;
    let state = moved(&before, Event::Consult)?.unwrap_or(before.state);
    at_version(&before, entered.which.expected_version)?;
    let mut mistakes = Mistakes::default();
    let held_on = mistakes.past_day("heldOn", entered.held_on, by.today());
    let note = mistakes.lines("note", &entered.note, LONGEST_NOTE);
    let held_on = mistakes.taken(held_on)?;
    let row = consultation::Model {
        id: ConsultationId::new(),
        inquiry_id: before.id,
        channel: entered.channel,
        held_on,
        held_by,
        note,
        created_at: by.now,
    };
    consultation::Entity::insert(row.into_active_model()).exec_without_returning(write.on()).await?;
    let assigned_to = Set(Some(before.assigned_to.unwrap_or(held_by)));
    let change = ActiveModel { state: Set(state), assigned_to, ..answered(write, &before, by.now).await? };
    let after = store(write, &before, change).await?;
    tell(write, by, (Some(&before), &after), ("inquiry.consulted", None)).await?;
    Ok(after)
}
