//! Record: the slots of schedules become entries of the queue.

use super::enqueue::{Enqueue, Origin, place};
use crate::clock::Instant;
use crate::database::Write;
use crate::job::slot::slot_key;
use crate::job::{JobKind, pause, schedule};
use crate::value::id::JobId;
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, IntoActiveModel, QuerySelect};
use serde_json::json;

/// Takes the slots of a kind that lie after its last one and not after business time `now`, under the lock of its
/// row, and enqueues the latest of them. However many workers do this, a slot is run once; what a time without
/// workers or a pause has left behind is caught up by one run. Answers the new entry.
pub async fn tick(write: &Write, kind: JobKind, now: Instant) -> Result<Option<JobId>, DbErr> {
    let Some(row) = schedule::Entity::find_by_id(kind).lock_exclusive().one(write.on()).await? else {
        return Ok(None);
    };
    if pause::Entity::find_by_id(kind).one(write.on()).await?.is_some() {
        return Ok(None);
    }
    let unreadable = || DbErr::Custom(format!("the schedule of {} cannot be read: {}", kind.word(), row.cron));
    let slots = row.slots(now).ok_or_else(unreadable)?;
    let Some(slot) = slots.due(row.last_slot_at, now) else {
        return Ok(None);
    };
    let mut change = row.into_active_model();
    change.last_slot_at = Set(slot);
    schedule::Entity::update(change).exec(write.on()).await?;
    let origin = Origin { slot_key: Some(slot_key(kind, slot)), ..Origin::default() };
    place(write, Enqueue { kind, payload: json!({}), key: None, run_at: None }, origin).await
}
