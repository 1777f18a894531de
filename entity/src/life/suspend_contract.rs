//! Records: the contract rests, and is taken up again (design 4). Work and acceptance stop; reminders of sums already
//! due and the warranty do not.

use super::moving::{Step, day, latest_day, wrong_state};
use super::silence::held;
use crate::acceptance::record::{clock_resumed, clock_stopped};
use crate::access::{By, Permission, Viewer};
use crate::audit::{self, Chain, Fact};
use crate::contract::contract;
use crate::contract::lifecycle::Lifecycle;
use crate::contract::record::{at_version, lock, touch};
use crate::contract::suspension::{ActiveModel, Entity, Model, of_contracts, open_of};
use crate::database::Write;
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::value::id::SuspensionId;
use crate::workflow::record_reminder::refresh;
use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel};
use serde_json::json;

const LONGEST_REASON: usize = 500;

/// The contract rests from a day on.
///
/// Refuses what is not in force or has nothing left to stop, a day before the last step or the last rest, a missing
/// reason. A contract that rests is `AlreadyDone`.
pub async fn suspend_contract(write: &Write, by: &By, step: &Step, reason: &str) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let contract = held(write, by, step.contract_id).await?;
    if let Some(rest) = open_of(write.on(), contract.id).await? {
        return Ok(Done::AlreadyDone(rest));
    }
    if !may_rest(contract.state) {
        return Err(wrong_state(&contract, &Words::new("tạm dừng", "suspend")));
    }
    at_version(&contract, step.expected_version)?;
    let rests = of_contracts(write.on(), Viewer::System, vec![contract.id]).await?;
    let resumed_on = rests.iter().filter_map(|rest| rest.resumed_on).max();
    let mut mistakes = Mistakes::default();
    let from = latest_day(&contract).max(resumed_on);
    let from_on = day(&mut mistakes, "on", (step.on, by.today()), from);
    let reason = mistakes.line("reason", reason, LONGEST_REASON);
    let from_on = mistakes.taken(from_on)?;
    let row = Model { id: SuspensionId::new(), contract_id: contract.id, from_on, reason, resumed_on: None };
    Entity::insert(row.clone().into_active_model()).exec_without_returning(write.on()).await?;
    tell(write, by, &contract, (&row, "contract.suspended")).await?;
    refresh(write, by, contract.id).await?;
    clock_stopped(write, by, contract.id).await?;
    Ok(Done::Now(row))
}

/// The contract is taken up again; that day is worked.
///
/// Refuses a contract that is over, one that never rested and a day before its rest. One that was taken up again is
/// `AlreadyDone`.
pub async fn resume_contract(write: &Write, by: &By, step: &Step) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let contract = lock(write, by.viewer, step.contract_id, None).await?;
    if contract.state.is_over() {
        return Err(wrong_state(&contract, &Words::new("tiếp tục", "resume")));
    }
    let Some(rest) = open_of(write.on(), contract.id).await? else {
        let rests = of_contracts(write.on(), Viewer::System, vec![contract.id]).await?;
        return rests.into_iter().next_back().map(Done::AlreadyDone).ok_or_else(|| not_suspended(&contract));
    };
    at_version(&contract, step.expected_version)?;
    let mut mistakes = Mistakes::default();
    let resumed_on = day(&mut mistakes, "on", (step.on, by.today()), Some(rest.from_on));
    let resumed_on = mistakes.taken(resumed_on)?;
    let change = ActiveModel { id: Set(rest.id), resumed_on: Set(Some(resumed_on)), ..ActiveModel::default() };
    let row = Entity::update(change).exec(write.on()).await?;
    tell(write, by, &contract, (&row, "contract.resumed")).await?;
    refresh(write, by, contract.id).await?;
    clock_resumed(write, by, &contract, (rest.from_on, resumed_on)).await?;
    Ok(Done::Now(row))
}

/// A rest ends with the contract that is over: there is nothing left to take up again. Its last day is that of the end,
/// or its own first one when the end was dated before it.
pub(super) async fn end_rest(write: &Write, by: &By, contract: &contract::Model, on: NaiveDate) -> Result<(), Refusal> {
    let Some(rest) = open_of(write.on(), contract.id).await? else { return Ok(()) };
    let ended_on = on.max(rest.from_on);
    let change = ActiveModel { id: Set(rest.id), resumed_on: Set(Some(ended_on)), ..ActiveModel::default() };
    let row = Entity::update(change).exec(write.on()).await?;
    note(write, by, contract, (&row, "suspension.ended")).await
}

/// Whether there is work or acceptance left to stop.
fn may_rest(state: Lifecycle) -> bool {
    match state {
        Lifecycle::Signed | Lifecycle::Deploying | Lifecycle::Finished => true,
        Lifecycle::Draft | Lifecycle::Accepted | Lifecycle::Closed | Lifecycle::Cancelled | Lifecycle::Terminated => {
            false
        }
    }
}

fn not_suspended(contract: &contract::Model) -> Refusal {
    let words = Words::new(
        format!("Hợp đồng {} không tạm dừng.", contract.reference),
        format!("Contract {} does not rest.", contract.reference),
    );
    Refusal::conflict("NOT_SUSPENDED", words)
}

async fn tell(write: &Write, by: &By, contract: &contract::Model, told: (&Model, &'static str)) -> Result<(), Refusal> {
    note(write, by, contract, told).await?;
    touch(write, contract).await?;
    Ok(())
}

async fn note(
    write: &Write,
    by: &By,
    contract: &contract::Model,
    (rest, action): (&Model, &'static str),
) -> Result<(), Refusal> {
    let fact = Fact {
        chain: Chain::Dossier(contract.id),
        action,
        subject: ("suspension", rest.id.0),
        before: serde_json::Value::Null,
        after: json!({ "fromOn": rest.from_on, "resumedOn": rest.resumed_on }),
        reason: Some(&rest.reason),
    };
    Ok(audit::record(write, &by.actor, by.now, fact).await?)
}
