//! Rule: which events of the work, that instalments hang on, a plan in force has reached (S3, S4).

use super::filing::StepKind;
use super::item_state::{ItemState, Owner};
use super::{authority_step, work_item};
use crate::catalogue::trigger::DueEvent;
use chrono::NaiveDate;

/// What has been reached, and when: the customer's documents are complete when every item of theirs is done; the file is
/// with the authority from the first submission on; the result is there when every item of an authority is granted.
/// A plan without such items tells nothing of them.
pub(crate) fn reached(items: &[work_item::Model], steps: &[authority_step::Model]) -> Vec<(DueEvent, NaiveDate)> {
    let submitted = steps.iter().filter(|step| step.kind == StepKind::Submitted);
    [
        (DueEvent::DocumentsComplete, all_done(items, Owner::Customer)),
        (DueEvent::Filed, submitted.map(|step| step.happened_on).min()),
        (DueEvent::ResultObtained, all_done(items, Owner::Authority)),
    ]
    .into_iter()
    .filter_map(|(event, on)| on.map(|on| (event, on)))
    .collect()
}

/// The day on which the last of somebody's items was done, once all are; none when there are none.
fn all_done(items: &[work_item::Model], owner: Owner) -> Option<NaiveDate> {
    let own: Vec<_> = items.iter().filter(|item| item.owner == owner).collect();
    let done = own.iter().filter(|item| item.state == ItemState::Done);
    if done.clone().count() < own.len() {
        return None;
    }
    done.filter_map(|item| item.done_on).max()
}
