//! `advanceClock`.

use async_graphql::{Context, InputObject, SimpleObject};
use entity::access::Permission;
use entity::clock::Instant;
use entity::clock::record::{move_on, move_towards};
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
    let clock = match input.parse()? {
        Destination::After(days) => desk.write(async |write| move_on(write, &desk.by, days).await).await?,
        Destination::At(to) => desk.write(async |write| move_towards(write, &desk.by, to).await).await?,
    };
    Ok(AdvanceClockPayload { clock: clock.into() })
}

enum Destination {
    After(i64),
    At(Instant),
}

impl AdvanceClockInput {
    fn parse(self) -> Result<Destination, ApiError> {
        let mut mistakes = Mistakes::default();
        let destination = match (self.days, self.to) {
            (Some(days), None) => Destination::After(days),
            (None, Some(to)) => Destination::At(moment(&mut mistakes, "to", to)),
            (Some(_), Some(_)) | (None, None) => {
                let words = Words::new("Hãy cho đúng một trong hai: days hoặc to.", "Give exactly one of days and to.");
                return Err(ApiError::invalid("to", "ONE_OF_TWO", words));
            }
        };
        mistakes.finish()?;
        Ok(destination)
    }
}
