//! Finder: where the dates of a work plan have moved to by a day (C3, S4).

use super::dating::{Span, Stop, Stopped, dates};
use super::{work_item, work_item_after, work_plan, work_waiting};
use crate::access::Viewer;
use crate::calendar;
use crate::calendar::working_day::Calendar;
use crate::contract::suspension;
use crate::value::id::WorkItemId;
use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr};
use std::collections::{BTreeMap, HashMap};

/// Everything that the dates of one version depend on; rows of other versions among them do not matter.
#[derive(Clone, Copy, Debug)]
pub struct Outlook<'a> {
    /// The version.
    pub plan: &'a work_plan::Model,
    /// Its items.
    pub items: &'a [work_item::Model],
    /// What comes after what.
    pub after: &'a [work_item_after::Model],
    /// What it waits and waited for.
    pub waits: &'a [work_waiting::Model],
    /// When the contract rests and rested.
    pub rests: &'a [suspension::Model],
    /// The working calendar.
    pub calendar: &'a Calendar,
}

impl Outlook<'_> {
    /// The days of each item as they are to be expected: those agreed on, moved by the working days on which the provider
    /// waited, the contract rested or somebody else was late, up to and with `today` for what has not ended.
    pub fn expected(&self, today: NaiveDate) -> HashMap<WorkItemId, Span> {
        let own = || self.items.iter().filter(|item| item.plan_id == self.plan.id);
        let numbers: HashMap<WorkItemId, i32> = own().map(|item| (item.id, item.number)).collect();
        let mut after: BTreeMap<i32, Vec<i32>> = BTreeMap::new();
        for edge in self.after {
            if let (Some(item), Some(earlier)) = (numbers.get(&edge.item_id), numbers.get(&edge.after_id)) {
                after.entry(*item).or_default().push(*earlier);
            }
        }
        let pieces: Vec<_> =
            own().map(|item| item.piece(after.remove(&item.number).unwrap_or_default(), today)).collect();
        let dated = dates(&pieces, (self.plan.start_on, self.calendar), &self.stops(&numbers, today));
        own().filter_map(|item| Some((item.id, *dated.get(&item.number)?))).collect()
    }

    fn stops(&self, numbers: &HashMap<WorkItemId, i32>, today: NaiveDate) -> Vec<Stop> {
        let waits = self.waits.iter().filter(|wait| wait.plan_id == self.plan.id);
        let waits = waits.map(|wait| wait.stop(wait.item_id.and_then(|id| numbers.get(&id).copied()), today));
        waits.chain(rests(self.rests, today)).collect()
    }
}

/// The days on which a contract rested, as stops for everybody.
pub(super) fn rests(rests: &[suspension::Model], today: NaiveDate) -> impl Iterator<Item = Stop> {
    rests.iter().map(move |rest| Stop {
        from: rest.from_on,
        until: rest.resumed_on.unwrap_or_else(|| today.succ_opt().unwrap_or(today)),
        of: Stopped::Everybody,
    })
}

/// The items of a version with their expected days, in order.
pub async fn of_plan(
    connection: &impl ConnectionTrait,
    plan: &work_plan::Model,
    today: NaiveDate,
) -> Result<Vec<(work_item::Model, Span)>, DbErr> {
    let items = work_item::of_plan(connection, plan.id).await?;
    let after = work_item_after::of_plan(connection, plan.id).await?;
    let waits = work_waiting::of_plan(connection, plan.id).await?;
    let rests = suspension::of_contracts(connection, Viewer::System, vec![plan.contract_id]).await?;
    let calendar = calendar::read(connection).await?;
    let outlook = Outlook { plan, items: &items, after: &after, waits: &waits, rests: &rests, calendar: &calendar };
    let expected = outlook.expected(today);
    Ok(items
        .into_iter()
        .map(|item| {
            let span = expected.get(&item.id).copied().unwrap_or_else(|| item.planned());
            (item, span)
        })
        .collect())
}
