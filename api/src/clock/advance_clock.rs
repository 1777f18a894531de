//! `advanceClock`.

use async_graphql::{Context, InputObject, SimpleObject};
use chrono::TimeDelta;
use entity::access::Permission;
use entity::clock::record::{FARTHEST_DAYS, move_towards};
use entity::clock::{BusinessClock, Instant};
use entity::refusal::{Mistakes, Words};

use super::object::Clock;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::moment;

/// How far, in one of two ways.
#[derive(InputObject)]
pub struct AdvanceClockInput {
    /// So many days beyond where the clock stands or is being moved to; 1 to 3,660.
    pub days: Option<i64>,
    /// To this moment.
    pub to: Option<Instant>,
}

/// The clock on its way.
#[derive(SimpleObject)]
pub struct AdvanceClockPayload {
    /// `settled` becomes true again when everything due up to `target` has been done.
    pub clock: Clock,
}

/// Moves a sandbox's clock forward; everything due on the way happens as if the days had passed.
///
/// INVALID unless exactly one of `days` and `to` is given, ahead and at most 3,660 days; CONFLICT outside a sandbox.
pub async fn run(ctx: &Context<'_>, input: AdvanceClockInput) -> Result<AdvanceClockPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::Steer)?;
    let to = input.parse(&desk.clock)?;
    let clock = desk.write(async |write| move_towards(write, &desk.by, to).await).await?;
    Ok(AdvanceClockPayload { clock: clock.into() })
}

impl AdvanceClockInput {
    fn parse(self, clock: &BusinessClock) -> Result<Instant, ApiError> {
        let mut mistakes = Mistakes::default();
        let to = match (self.days, self.to) {
            (Some(days), None) => later(&mut mistakes, clock, days),
            (None, Some(to)) => moment(&mut mistakes, "to", to),
            (Some(_), Some(_)) | (None, None) => {
                let words = Words::new("Hãy cho đúng một trong hai: days hoặc to.", "Give exactly one of days and to.");
                mistakes.note("to", "ONE_OF_TWO", words);
                clock.now
            }
        };
        mistakes.finish()?;
        Ok(to)
    }
}

fn later(mistakes: &mut Mistakes, clock: &BusinessClock, days: i64) -> Instant {
    let from = clock.target.map_or(clock.now, |target| target.max(clock.now));
    let whole = (1..=FARTHEST_DAYS).contains(&days).then(|| TimeDelta::days(days));
    whole.and_then(|days| from.checked_add_signed(days)).unwrap_or_else(|| {
        let words = Words::new(
            format!("Số ngày từ 1 đến {FARTHEST_DAYS}."),
            format!("Between 1 and {FARTHEST_DAYS} days are possible."),
        );
        mistakes.note("days", "OUT_OF_RANGE", words);
        from
    })
}
