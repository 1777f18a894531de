//! Record: a person moves the business clock of a sandbox forward (design 3).

use super::installation::{self, Entity, ONLY};
use crate::access::{By, Permission};
use crate::audit::{self, Chain, Fact};
use crate::clock::{BusinessClock, Instant};
use crate::database::Write;
use crate::job::JobKind;
use crate::job::record::{Enqueue, enqueue};
use crate::refusal::{Done, Refusal, Words};
use chrono::TimeDelta;
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel, QuerySelect};
use serde_json::json;
use uuid::Uuid;

/// How far ahead of its present moment a clock may be sent at once, in days: ten years and a warranty's last reminder.
pub const FARTHEST_DAYS: i64 = 3_700;

/// Where the clock is to be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// So many days beyond where it stands or is being moved to.
    Days(i64),
    /// To this moment.
    At(Instant),
}

/// Sends the clock to a target. The worker moves it there by a job, from one due moment to the next. Sent where it is
/// being moved to already, it is `AlreadyDone`.
///
/// Refuses who may not steer, an installation that is no sandbox, a moment that is not ahead of where the clock stands or
/// is being moved to, and one more than 3,700 days ahead.
pub async fn send(write: &Write, by: &By, target: Target) -> Result<Done<BusinessClock>, Refusal> {
    by.viewer.require(Permission::Steer)?;
    // The row is locked before the clock is read: two who send it meet here.
    Entity::find_by_id(ONLY).lock_exclusive().one(write.on()).await?;
    let before = installation::read(write.on()).await?;
    if !before.clock.is_sandbox {
        let words = Words::new(
            "Chỉ môi trường thử mới chuyển được đồng hồ.",
            "Only a sandbox can move its clock: this installation is not one.",
        );
        return Err(Refusal::conflict("NOT_A_SANDBOX", words));
    }
    let to = checked(&before.clock, target)?;
    if before.clock.target == Some(to) {
        return Ok(Done::AlreadyDone(before.clock));
    }
    let clock = BusinessClock { target: Some(to), ..before.clock };
    let mut change = before.row.into_active_model();
    change.clock_target_at = Set(clock.target);
    Entity::update(change).exec(write.on()).await?;
    let fact = Fact {
        chain: Chain::Installation,
        action: "clock.sent",
        subject: ("clock", Uuid::nil()),
        before: json!({ "now": before.clock.now, "target": before.clock.target }),
        after: json!({ "target": clock.target }),
        reason: None,
    };
    audit::record(write, &by.actor, by.now, fact).await?;
    let key = Some(JobKind::AdvanceClock.word().to_owned());
    enqueue(write, Enqueue { kind: JobKind::AdvanceClock, payload: json!({}), key, run_at: None }).await?;
    Ok(Done::Now(clock))
}

fn checked(clock: &BusinessClock, target: Target) -> Result<Instant, Refusal> {
    let from = clock.target.map_or(clock.now, |target| target.max(clock.now));
    let latest = clock.now.checked_add_signed(TimeDelta::days(FARTHEST_DAYS)).unwrap_or(clock.now);
    let (field, to) = match target {
        Target::At(to) => ("to", Some(to)),
        Target::Days(days) => ("days", TimeDelta::try_days(days).and_then(|days| from.checked_add_signed(days))),
    };
    match to.filter(|to| *to <= latest) {
        None => {
            let words = Words::new(
                format!("Mỗi lần chỉ chuyển được tối đa {FARTHEST_DAYS} ngày."),
                format!("The clock is moved at most {FARTHEST_DAYS} days at once."),
            );
            Err(Refusal::invalid(field, "TOO_FAR", words))
        }
        Some(to) if to > from || clock.target == Some(to) && field == "to" => Ok(to),
        Some(_) => {
            let words = Words::new(
                format!("Đồng hồ chỉ đi tới: đang ở hoặc đang đến {}.", from.to_rfc3339()),
                format!("The clock only moves forward: it stands at or is on its way to {}.", from.to_rfc3339()),
            );
            Err(Refusal::invalid(field, "NOT_AHEAD", words))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    /// Days from 1970 → days from 1970, or the code and field of the refusal.
    #[test]
    fn a_clock_moves_forward_within_reason() {
        let day = |days: i64| DateTime::UNIX_EPOCH + TimeDelta::days(days);
        let standing = BusinessClock { now: day(100), target: None, is_sandbox: true };
        let moving = BusinessClock { target: Some(day(110)), ..standing };
        let table = [
            (standing, Target::Days(7), Ok(107)),
            (standing, Target::Days(3_700), Ok(3_800)),
            (standing, Target::Days(3_701), Err(("days", "TOO_FAR"))),
            (standing, Target::Days(i64::MAX), Err(("days", "TOO_FAR"))),
            (standing, Target::Days(0), Err(("days", "NOT_AHEAD"))),
            (standing, Target::Days(-1), Err(("days", "NOT_AHEAD"))),
            (standing, Target::At(day(101)), Ok(101)),
            (standing, Target::At(day(100)), Err(("to", "NOT_AHEAD"))),
            (standing, Target::At(day(3_801)), Err(("to", "TOO_FAR"))),
            (moving, Target::Days(7), Ok(117)),
            (moving, Target::Days(0), Err(("days", "NOT_AHEAD"))),
            (moving, Target::At(day(105)), Err(("to", "NOT_AHEAD"))),
            (moving, Target::At(day(110)), Ok(110)),
            (moving, Target::At(day(111)), Ok(111)),
        ];
        for (clock, target, expected) in table {
            let found = match checked(&clock, target) {
                Ok(to) => Ok((to - DateTime::UNIX_EPOCH).num_days()),
                Err(Refusal::Invalid(mistakes)) => Err((mistakes[0].field.clone(), mistakes[0].code)),
                Err(other) => panic!("{other}"),
            };
            assert_eq!(found, expected.map_err(|(field, code)| (field.to_owned(), code)), "{target:?} of {clock:?}");
        }
    }
}
