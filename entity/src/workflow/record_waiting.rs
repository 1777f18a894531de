//! Records: the provider waits for the customer or an authority, and goes on (C3, S4).

use super::item_state::{ItemState, Owner};
use super::record::{Told, first_day, none_unmet, tell, unmet_for_work};
use super::record_reminder::refresh;
use super::work_waiting::{ActiveModel, Entity, Model};
use super::{work_item, work_plan, work_waiting};
use crate::access::{By, Permission};
use crate::contract::contract;
use crate::contract::record::{at_version, lock, touch};
use crate::database::Write;
use crate::notice::record::plan_about;
use crate::notice::{Content, Recipient};
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::value::id::{ContractId, WorkItemId, WorkPlanId, WorkWaitingId};
use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};

const LONGEST_REASON: usize = 500;

/// A wait as somebody enters it.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Under which contract.
    pub contract_id: ContractId,
    /// The version the contract was read at, if it matters.
    pub expected_version: Option<i64>,
    /// For whom: the customer or an authority.
    pub waits_for: Owner,
    /// The one item of the provider that waits; all of them when it is not said.
    pub item_id: Option<WorkItemId>,
    /// Its first day: not in the future, not before the work or the plan began; today when it is not said.
    pub on: Option<NaiveDate>,
    /// For what, 1 to 500 characters: both parties read it.
    pub reason: String,
}

/// The provider's clocks stand still from a day on, because somebody else has to act. The customer is told what is waited
/// for, where it is theirs to do.
///
/// Refuses while there is no plan in force, while the work has not begun or rests, an item that is not the provider's or is
/// done, a day that cannot be, and a missing reason. What waits for the same already is `AlreadyDone`.
pub async fn begin_waiting(write: &Write, by: &By, waiting: &Waiting) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let contract = lock(write, by.viewer, waiting.contract_id, None).await?;
    let plan = work_plan::in_force(write.on(), contract.id).await?.ok_or_else(|| no_plan(&contract))?;
    let standing = work_waiting::of_plan(write.on(), plan.id).await?;
    let is_same = |it: &Model| (it.waits_for, it.item_id, it.until_on) == (waiting.waits_for, waiting.item_id, None);
    if let Some(earlier) = standing.into_iter().find(is_same) {
        return Ok(Done::AlreadyDone(earlier));
    }
    at_version(&contract, waiting.expected_version)?;
    none_unmet(unmet_for_work(write.on(), &contract).await?)?;
    let items = work_item::of_plan(write.on(), plan.id).await?;
    let row = waiting.read(by, (&plan, &items), first_day(write.on(), &contract).await?)?;
    Entity::insert(row.clone().into_active_model()).exec_without_returning(write.on()).await?;
    note(write, by, (&row, "waiting.begun")).await?;
    touch(write, &contract).await?;
    announce(write, by, &contract, (&row, Content::WaitingBegun { waiting_id: row.id })).await?;
    refresh(write, by, contract.id).await?;
    Ok(Done::Now(row))
}

impl Waiting {
    fn read(
        &self,
        by: &By,
        (plan, items): (&work_plan::Model, &[work_item::Model]),
        first_day: Option<NaiveDate>,
    ) -> Result<Model, Refusal> {
        let mut mistakes = Mistakes::default();
        if self.waits_for == Owner::Provider {
            let words = Words::new("Bên cung cấp không chờ chính mình.", "The provider does not wait for itself.");
            mistakes.note("waitsFor", "OUT_OF_RANGE", words);
        }
        let may_wait = |item: &work_item::Model| item.owner == Owner::Provider && item.state != ItemState::Done;
        if self.item_id.is_some_and(|id| !items.iter().any(|item| item.id == id && may_wait(item))) {
            let words = Words::new(
                "Kế hoạch không có công việc này của bên cung cấp còn chưa xong.",
                "The plan has no such item of the provider that is not done.",
            );
            mistakes.note("workItemId", "UNKNOWN", words);
        }
        let from_on = day(&mut mistakes, by, (self.on, first_day));
        let reason = mistakes.line("reason", &self.reason, LONGEST_REASON);
        let from_on = mistakes.taken(from_on)?;
        Ok(Model {
            id: WorkWaitingId::new(),
            contract_id: plan.contract_id,
            plan_id: plan.id,
            item_id: self.item_id,
            waits_for: self.waits_for,
            from_on,
            until_on: None,
            reason,
        })
    }
}

/// Work goes on: that day is worked. The customer is told which days have moved, where it was waited for them.
///
/// Refuses a wait the viewer does not see, and a day in the future or before its first one. One that has ended is
/// `AlreadyDone`.
pub async fn end_waiting(
    write: &Write,
    by: &By,
    id: WorkWaitingId,
    on: Option<NaiveDate>,
) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let missing = || Refusal::NotFound("waiting");
    let seen = work_waiting::find(write.on(), by.viewer, id).await?.ok_or_else(missing)?;
    let contract = lock(write, by.viewer, seen.contract_id, None).await?;
    let waiting = work_waiting::find(write.on(), by.viewer, id).await?.ok_or_else(missing)?;
    if waiting.until_on.is_some() {
        return Ok(Done::AlreadyDone(waiting));
    }
    let mut mistakes = Mistakes::default();
    let until_on = day(&mut mistakes, by, (on, Some(waiting.from_on)));
    let until_on = mistakes.taken(until_on)?;
    let row = end(write, by, (id, until_on)).await?;
    touch(write, &contract).await?;
    announce(write, by, &contract, (&row, Content::WaitingEnded { waiting_id: row.id })).await?;
    refresh(write, by, contract.id).await?;
    Ok(Done::Now(row))
}

/// The waits under a version end with it: what is agreed on anew has its own days.
pub(super) async fn end_all(write: &Write, by: &By, plan: &work_plan::Model) -> Result<(), Refusal> {
    for waiting in open_of(write, plan.id).await? {
        end(write, by, (waiting.id, by.today().max(waiting.from_on))).await?;
    }
    Ok(())
}

/// What waits of an item alone ends when that is done.
pub(super) async fn end_of_item(
    write: &Write,
    by: &By,
    (contract, item): (&contract::Model, &work_item::Model),
    on: NaiveDate,
) -> Result<(), Refusal> {
    let waits = open_of(write, item.plan_id).await?;
    for waiting in waits.into_iter().filter(|waiting| waiting.item_id == Some(item.id)) {
        let row = end(write, by, (waiting.id, on.max(waiting.from_on))).await?;
        announce(write, by, contract, (&row, Content::WaitingEnded { waiting_id: row.id })).await?;
    }
    Ok(())
}

async fn open_of(write: &Write, plan_id: WorkPlanId) -> Result<Vec<Model>, DbErr> {
    let waits = work_waiting::of_plan(write.on(), plan_id).await?;
    Ok(waits.into_iter().filter(|waiting| waiting.until_on.is_none()).collect())
}

/// The customer hears of what is waited for from them.
async fn announce(
    write: &Write,
    by: &By,
    contract: &contract::Model,
    (row, content): (&Model, Content),
) -> Result<(), DbErr> {
    match row.waits_for {
        Owner::Customer => {
            plan_about(write, by.now, contract, (content, Recipient::Billing(contract.customer_id))).await
        }
        Owner::Authority | Owner::Provider => Ok(()),
    }
}

async fn end(write: &Write, by: &By, (id, until_on): (WorkWaitingId, NaiveDate)) -> Result<Model, Refusal> {
    let change = ActiveModel { id: Set(id), until_on: Set(Some(until_on)), ..ActiveModel::default() };
    let row = Entity::update(change).exec(write.on()).await?;
    note(write, by, (&row, "waiting.ended")).await?;
    Ok(row)
}

/// The day something happened: today when it is not said; noted when it is in the future or before `from`.
pub(super) fn day(
    mistakes: &mut Mistakes,
    by: &By,
    (said, from): (Option<NaiveDate>, Option<NaiveDate>),
) -> Option<NaiveDate> {
    let day = mistakes.past_day("on", said.unwrap_or_else(|| by.today()), by.today())?;
    let Some(from) = from.filter(|from| day < *from) else { return Some(day) };
    let words = Words::new(format!("Ngày này phải từ {from} trở đi."), format!("This day must not be before {from}."));
    mistakes.note("on", "OUT_OF_ORDER", words);
    None
}

async fn note(write: &Write, by: &By, (row, action): (&Model, &'static str)) -> Result<(), Refusal> {
    let after = json!({
        "waitsFor": row.waits_for,
        "itemId": row.item_id,
        "fromOn": row.from_on,
        "untilOn": row.until_on,
    });
    let told = Told {
        contract_id: row.contract_id,
        action,
        subject: ("waiting", row.id.0),
        before: Value::Null,
        after,
        reason: Some(&row.reason),
    };
    Ok(tell(write, by, told).await?)
}

fn no_plan(contract: &contract::Model) -> Refusal {
    let words = Words::new(
        format!("Hợp đồng {} chưa có kế hoạch công việc được xác nhận.", contract.reference),
        format!("Contract {} has no confirmed work plan.", contract.reference),
    );
    Refusal::Conflict { code: "NO_PLAN_IN_FORCE", words, current_version: Some(contract.version) }
}
