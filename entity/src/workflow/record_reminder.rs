//! Record: the clocks on work items follow their days (S4).

use super::{agenda, outlook, work_item, work_plan};
use crate::access::{By, Viewer};
use crate::contract::contract;
use crate::database::Write;
use crate::reminder::record::{Subject, arm, recompute, settle};
use crate::reminder::{self, ReminderKind};
use crate::value::id::ContractId;
use sea_orm::DbErr;

/// Sets the clocks of the plan in force after something of it, of its waits or of its contract has changed: what is to be
/// done has one on its last day as it is to be expected; what is done, held up or rests has none. The contract is locked
/// by the caller.
pub(crate) async fn refresh(write: &Write, by: &By, contract_id: ContractId) -> Result<(), DbErr> {
    let Some(contract) = contract::find(write.on(), Viewer::System, contract_id).await? else { return Ok(()) };
    let Some(plan) = work_plan::in_force(write.on(), contract_id).await? else { return Ok(()) };
    let agenda = agenda::of_contracts(write.on(), [&contract]).await?;
    let mut still = Vec::new();
    for (item, span) in outlook::of_plan(write.on(), &plan, by.today()).await? {
        if agenda.contains_key(&item.id) {
            let subject = Subject::of(&contract, (ReminderKind::WorkItem, item.id.0), span.to);
            arm(write, by.now, &subject).await?;
            wake(write, by, &item).await?;
        } else {
            still.push(item);
        }
    }
    stop(write, by, &still).await
}

/// The clocks on these items stop.
pub(super) async fn stop(write: &Write, by: &By, items: &[work_item::Model]) -> Result<(), DbErr> {
    for item in items {
        settle(write, by.now, ReminderKind::WorkItem, item.id.0).await?;
    }
    Ok(())
}

/// A clock that was stopped and whose day has not moved goes on where it was.
async fn wake(write: &Write, by: &By, item: &work_item::Model) -> Result<(), DbErr> {
    let subject = (ReminderKind::WorkItem, item.id.0);
    let stopped = reminder::of_subject(write.on(), Viewer::System, subject).await?;
    match stopped.filter(|reminder| reminder.next_at.is_none()) {
        Some(reminder) => recompute(write, by.now, reminder.id).await,
        None => Ok(()),
    }
}
