//! Records: a work item is begun, and done (C3, S4).

use super::filing::Filing;
use super::item_state::{Event, ItemState, Owner};
use super::plan_state::PlanState;
use super::record::{Told, first_day, none_unmet, not_in_force, tell, unmet_for_work};
use super::record_reminder::refresh;
use super::record_waiting::{day, end_of_item};
use super::work_item::{ActiveModel, Entity, Model};
use super::{authority_step, work_item, work_item_after, work_plan};
use crate::access::{By, Permission, Viewer};
use crate::contract::contract;
use crate::contract::record::{at_version, lock, touch};
use crate::database::Write;
use crate::refusal::{Done, Mistakes, Refusal, Unmet, Words};
use crate::value::id::WorkItemId;
use crate::value::transition::Transition;
use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait};
use serde_json::json;

const LONGEST_EVIDENCE: usize = 2_000;

/// Something on a work item, as somebody asks for it.
#[derive(Clone, Copy, Debug)]
pub struct OnItem {
    /// Which item.
    pub item_id: WorkItemId,
    /// The version the contract was read at, if it matters.
    pub expected_version: Option<i64>,
    /// The day it happened: not in the future, not before the work or the plan began, nor before what it comes after was
    /// done; today when it is not said.
    pub on: Option<NaiveDate>,
}

/// The item is begun.
///
/// Staff begin any, the customer's people those of the customer. Refuses an item the viewer does not see, one of a version
/// that is not in force, while the work has not begun or rests, while what comes before it is not done (each named), and a
/// day that cannot be. What has been begun is `AlreadyDone`.
pub async fn start_item(write: &Write, by: &By, asked: &OnItem) -> Result<Done<Model>, Refusal> {
    let (contract, item) = match begin(write, by, (asked, Event::Start)).await? {
        Begun::AlreadyDone(item) => return Ok(Done::AlreadyDone(item)),
        Begun::Open(contract, item) => (*contract, item),
    };
    let mut mistakes = Mistakes::default();
    let on = day(&mut mistakes, by, (asked.on, possible_from(write.on(), (&contract, &item)).await?));
    let on = mistakes.taken(on)?;
    let change = ActiveModel {
        id: Set(item.id),
        state: Set(ItemState::InWork),
        started_on: Set(Some(on)),
        ..ActiveModel::default()
    };
    Ok(Done::Now(store(write, by, (&contract, &item, "item.started"), change).await?))
}

/// The item is done, and what shows it is noted; one that was never begun was begun on the same day. It waits for nothing
/// any more.
///
/// Refuses as [`start_item`] does, what an authority has not granted, a day before it was begun, and missing evidence. What
/// is done is `AlreadyDone`.
pub async fn complete_item(write: &Write, by: &By, asked: &OnItem, evidence: &str) -> Result<Done<Model>, Refusal> {
    let (contract, item) = match begin(write, by, (asked, Event::Complete)).await? {
        Begun::AlreadyDone(item) => return Ok(Done::AlreadyDone(item)),
        Begun::Open(contract, item) => (*contract, item),
    };
    let mut mistakes = Mistakes::default();
    let from = match item.started_on {
        Some(started_on) => Some(started_on),
        None => possible_from(write.on(), (&contract, &item)).await?,
    };
    let on = day(&mut mistakes, by, (asked.on, from));
    let evidence = mistakes.lines("evidence", evidence, LONGEST_EVIDENCE);
    let on = mistakes.taken(on)?;
    let change = ActiveModel {
        id: Set(item.id),
        state: Set(ItemState::Done),
        started_on: Set(item.started_on.or(Some(on))),
        done_on: Set(Some(on)),
        evidence: Set(Some(evidence)),
        ..ActiveModel::default()
    };
    end_of_item(write, by, (&contract, &item), on).await?;
    Ok(Done::Now(store(write, by, (&contract, &item, "item.completed"), change).await?))
}

/// What of the provider's keeps the work of a contract from being reported done (S5), each item named. A contract without a
/// plan in force lacks nothing.
pub(crate) async fn unfinished(
    connection: &impl ConnectionTrait,
    contract: &contract::Model,
) -> Result<Vec<Unmet>, DbErr> {
    let Some(plan) = work_plan::in_force(connection, contract.id).await? else { return Ok(Vec::new()) };
    let items = work_item::of_plan(connection, plan.id).await?;
    let open = items.into_iter().filter(keeps_from_finishing);
    Ok(open.map(|item| not_done(&item, ("S5", "WORK_ITEM_OPEN"))).collect())
}

/// Whether an item keeps the work from being reported done: it is the provider's and not done (S5).
pub(crate) fn keeps_from_finishing(item: &Model) -> bool {
    item.owner == Owner::Provider && item.state != ItemState::Done
}

enum Begun {
    AlreadyDone(Model),
    Open(Box<contract::Model>, Model),
}

async fn begin(write: &Write, by: &By, (asked, event): (&OnItem, Event)) -> Result<Begun, Refusal> {
    by.viewer.require(Permission::DoWork)?;
    let (contract, item) = hold(write, by, asked.item_id).await?;
    must_be_own(by.viewer, item.owner)?;
    match item.state.after(event) {
        Transition::AlreadyDone => return Ok(Begun::AlreadyDone(item)),
        Transition::To(_) => {}
    }
    at_version(&contract, asked.expected_version)?;
    let mut unmet = unmet_for_work(write.on(), &contract).await?;
    unmet.extend(not_done_before(write.on(), &item).await?);
    if event == Event::Complete {
        unmet.extend(not_answered(write.on(), &item).await?);
    }
    none_unmet(unmet)?;
    Ok(Begun::Open(Box::new(contract), item))
}

/// The item of a version in force, with its contract locked.
pub(super) async fn hold(write: &Write, by: &By, id: WorkItemId) -> Result<(contract::Model, Model), Refusal> {
    let missing = || Refusal::NotFound("item");
    let seen = work_item::find(write.on(), by.viewer, id).await?.ok_or_else(missing)?;
    let contract = lock(write, by.viewer, seen.contract_id, None).await?;
    // Read again: only now nobody else can be doing it.
    let item = work_item::find(write.on(), by.viewer, id).await?.ok_or_else(missing)?;
    let plan = work_plan::find(write.on(), by.viewer, item.plan_id).await?.ok_or_else(missing)?;
    match plan.state {
        PlanState::Confirmed => Ok((contract, item)),
        PlanState::Proposed | PlanState::Rejected | PlanState::Superseded => Err(not_in_force(&plan)),
    }
}

/// What lies with an authority is done when it is granted.
async fn not_answered(connection: &impl ConnectionTrait, item: &Model) -> Result<Option<Unmet>, DbErr> {
    let steps = authority_step::of_item(connection, item.id).await?;
    let filing = Filing::of(steps.iter().map(|step| step.kind));
    let is_open = match filing {
        Filing::NotSubmitted | Filing::Granted => false,
        Filing::Submitted | Filing::SupplementAsked | Filing::Refused => true,
    };
    let state = filing.words();
    Ok(is_open.then(|| Unmet {
        clause: "S4",
        code: "NOT_GRANTED",
        words: Words::new(
            format!("Cơ quan nhà nước chưa chấp thuận: hồ sơ {}.", state.vi),
            format!("The authority has not granted it: the file is {}.", state.en),
        ),
    }))
}

/// What has to be done before an item and is not.
pub(super) async fn not_done_before(connection: &impl ConnectionTrait, item: &Model) -> Result<Vec<Unmet>, DbErr> {
    let before = before(connection, item).await?;
    let open = before.iter().filter(|other| other.state != ItemState::Done);
    Ok(open.map(|other| not_done(other, ("S4", "BEFORE_NOT_DONE"))).collect())
}

/// The first day on which an item can have been begun: something can happen under its plan, and what comes before it was
/// done.
pub(super) async fn possible_from(
    connection: &impl ConnectionTrait,
    (contract, item): (&contract::Model, &Model),
) -> Result<Option<NaiveDate>, DbErr> {
    let done_on = before(connection, item).await?.into_iter().filter_map(|other| other.done_on).max();
    Ok(first_day(connection, contract).await?.max(done_on))
}

/// What an item comes after.
async fn before(connection: &impl ConnectionTrait, item: &Model) -> Result<Vec<Model>, DbErr> {
    let items = work_item::of_plan(connection, item.plan_id).await?;
    let after = work_item_after::of_plan(connection, item.plan_id).await?;
    let is_before = |other: &Model| after.iter().any(|edge| edge.item_id == item.id && edge.after_id == other.id);
    Ok(items.into_iter().filter(is_before).collect())
}

fn not_done(item: &Model, (clause, code): (&'static str, &'static str)) -> Unmet {
    let words = Words::new(
        format!("Công việc số {} chưa xong: {}.", item.number, item.name_vi),
        format!("Item {} is not done: {}.", item.number, item.name_en),
    );
    Unmet { clause, code, words }
}

/// Staff see to all items; a customer's people to their own.
fn must_be_own(viewer: Viewer, owner: Owner) -> Result<(), Refusal> {
    if viewer.is_staff() || owner == Owner::Customer {
        return Ok(());
    }
    let words = owner.words();
    Err(Refusal::Forbidden(Words::new(
        format!("Công việc này thuộc về {}.", words.vi),
        format!("This item belongs to {}.", words.en),
    )))
}

/// Stores what changes of an item, and tells it.
pub(super) async fn store(
    write: &Write,
    by: &By,
    (contract, before, action): (&contract::Model, &Model, &'static str),
    change: ActiveModel,
) -> Result<Model, Refusal> {
    let item = Entity::update(change).exec(write.on()).await?;
    let told = Told {
        contract_id: contract.id,
        action,
        subject: ("item", item.id.0),
        before: json!({ "state": before.state }),
        after: json!({ "state": item.state, "startedOn": item.started_on, "doneOn": item.done_on }),
        reason: item.evidence.as_deref(),
    };
    tell(write, by, told).await?;
    touch(write, contract).await?;
    refresh(write, by, contract.id).await?;
    Ok(item)
}
