//! `advanceClock`.

use async_graphql::{Context, InputObject, SimpleObject};
use entity::access::Permission;
use entity::clock::Instant;
use entity::installation::record_clock::{self, Target};
use entity::refusal::{Mistakes, Words};

use super::object::Clock;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::moment;

/// How far, in one of two ways.
#[derive(InputObject)]
pub struct AdvanceClockInput {
    /// So many days beyond where the clock stands or is being moved to.
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
/// INVALID unless exactly one of `days` and `to` is given, ahead and at most 3,700 days; CONFLICT outside a sandbox.
pub async fn run(ctx: &Context<'_>, input: AdvanceClockInput) -> Result<AdvanceClockPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::Steer)?;
    let target = input.parse()?;
    let done = desk.write(async |write| record_clock::send(write, &desk.by, target).await).await?;
    Ok(AdvanceClockPayload { clock: done.into_inner().into() })
}

impl AdvanceClockInput {
    fn parse(self) -> Result<Target, ApiError> {
        let mut mistakes = Mistakes::default();
        let target = match (self.days, self.to) {
            (Some(days), None) => Target::Days(days),
            (None, Some(to)) => Target::At(moment(&mut mistakes, "to", to)),
            (Some(_), Some(_)) | (None, None) => {
                let words = Words::new("Hãy cho đúng một trong hai: days hoặc to.", "Give exactly one of days and to.");
                mistakes.note("to", "ONE_OF_TWO", words);
                Target::Days(0)
            }
        };
        mistakes.finish()?;
        Ok(target)
    }
}
