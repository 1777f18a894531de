//! Record: moves a sandbox's business clock, forward only and step by step (design 3).

use super::{BusinessClock, Instant};
use crate::access::{By, Permission};
use crate::audit::{self, Chain, Fact};
use crate::database::Write;
use crate::installation::{self, Installation, installation as row};
use crate::job::JobKind;
use crate::job::record::{Enqueue, enqueue};
use crate::refusal::{Refusal, Words};
use chrono::TimeDelta;
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, IntoActiveModel, QuerySelect};
use serde_json::json;
use uuid::Uuid;

/// How far the clock can be moved at once, in days.
pub const FARTHEST_DAYS: i64 = 3_660;

/// Asks for the clock to be moved to a moment. The worker steps from one due moment to the next and finishes each
/// before the next; until it has arrived the clock tells its target.
///
/// Refuses who may not steer, an installation that is no sandbox, a moment that has passed, and one that is more than
/// ten years ahead. A clock on its way farther than `target` keeps its target.
pub async fn move_towards(write: &Write, by: &By, target: Instant) -> Result<BusinessClock, Refusal> {
    by.viewer.require(Permission::Steer)?;
    let Installation { row, clock } = held(write).await?;
    if !clock.is_sandbox {
        let words =
            Words::new("Đồng hồ chỉ chỉnh được trong môi trường thử.", "Only the clock of a sandbox can be moved.");
        return Err(Refusal::conflict("NOT_A_SANDBOX", words));
    }
    if target <= clock.now {
        let words = Words::new("Đồng hồ chỉ đi tới.", "The clock only moves forward.");
        return Err(Refusal::invalid("to", "IN_THE_PAST", words));
    }
    if target.signed_duration_since(clock.now) > TimeDelta::days(FARTHEST_DAYS) {
        let words = Words::new(
            format!("Mỗi lần chỉ chỉnh được tối đa {FARTHEST_DAYS} ngày."),
            format!("At most {FARTHEST_DAYS} days at once are possible."),
        );
        return Err(Refusal::invalid("to", "TOO_FAR", words));
    }
    let target = clock.target.map_or(target, |standing| standing.max(target));
    let mut change = row.into_active_model();
    change.clock_target_at = Set(Some(target));
    row::Entity::update(change).exec(write.on()).await?;
    let fact = Fact {
        chain: Chain::Installation,
        action: "clock.moved",
        subject: ("installation", Uuid::nil()),
        before: json!({ "now": clock.now }),
        after: json!({ "target": target }),
        reason: None,
    };
    audit::record(write, &by.actor, by.now, fact).await?;
    ask_for_steps(write).await?;
    Ok(BusinessClock { target: Some(target), ..clock })
}

/// The same, so many days beyond where the clock stands or is being moved to: two who ask at once move it twice.
///
/// Refuses anything but 1 to [`FARTHEST_DAYS`], and what [`move_towards`] refuses.
pub async fn move_on(write: &Write, by: &By, days: i64) -> Result<BusinessClock, Refusal> {
    by.viewer.require(Permission::Steer)?;
    let clock = held(write).await?.clock;
    let from = clock.target.map_or(clock.now, |target| target.max(clock.now));
    let whole = (1..=FARTHEST_DAYS).contains(&days).then(|| TimeDelta::days(days));
    let Some(target) = whole.and_then(|days| from.checked_add_signed(days)) else {
        let words = Words::new(
            format!("Số ngày từ 1 đến {FARTHEST_DAYS}."),
            format!("Between 1 and {FARTHEST_DAYS} days are possible."),
        );
        return Err(Refusal::invalid("days", "OUT_OF_RANGE", words));
    };
    move_towards(write, by, target).await
}

/// Asks the worker to bring the clock to its target.
pub async fn ask_for_steps(write: &Write) -> Result<(), DbErr> {
    let kind = JobKind::AdvanceClock;
    enqueue(write, Enqueue { kind, payload: json!({}), key: Some(kind.word().to_owned()), run_at: None }).await
}

/// Sets the clock to a moment on the way to its target; never back, never beyond. From there it ticks on.
pub async fn step_to(write: &Write, moment: Instant) -> Result<(), DbErr> {
    let installation = held(write).await?;
    let Some(target) = installation.clock.target.filter(|_| installation.clock.is_sandbox) else { return Ok(()) };
    let ahead = moment.min(target).signed_duration_since(installation.machine());
    let Some(micros) = ahead.num_microseconds() else { return Ok(()) };
    if micros <= installation.row.clock_offset_micros {
        return Ok(());
    }
    let mut change = installation.row.into_active_model();
    change.clock_offset_micros = Set(micros);
    row::Entity::update(change).exec(write.on()).await?;
    Ok(())
}

/// The clock has reached the target and everything due has been done; a target set meanwhile stays. Answers whether the
/// clock stands where it was asked to.
pub async fn arrive(write: &Write, target: Instant) -> Result<bool, DbErr> {
    let installation = held(write).await?;
    match installation.clock.target {
        Some(standing) if standing > target || installation.clock.now < standing => Ok(false),
        Some(_) => {
            let mut change = installation.row.into_active_model();
            change.clock_target_at = Set(None);
            row::Entity::update(change).exec(write.on()).await?;
            Ok(true)
        }
        None => Ok(true),
    }
}

/// The installation with its row locked.
async fn held(write: &Write) -> Result<Installation, DbErr> {
    row::Entity::find().lock_exclusive().one(write.on()).await?;
    installation::read(write.on()).await
}
