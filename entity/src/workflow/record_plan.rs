//! Records: a version of the work plan is proposed, and answered (P2, S4).

use super::dating::dates;
use super::entering::{Checked, Known, Proposal, ProposedItem};
use super::outlook::rests;
use super::plan_state::{Event, PlanState};
use super::record::{Told, must_be_plannable, tell};
use super::work_plan::{ActiveModel, Entity, Model};
use super::{work_item, work_item_after, work_plan};
use crate::access::{By, Permission, Viewer};
use crate::contract::record::{at_version, lock, touch};
use crate::contract::{contract, deliverable, suspension};
use crate::database::Write;
use crate::notice::record::plan_about;
use crate::notice::{Content, Recipient};
use crate::refusal::{Done, Refusal};
use crate::value::id::{WorkItemId, WorkPlanId};
use crate::{calendar, value::transition::Transition};
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};
use std::collections::HashMap;

/// Proposes a version: its dates are counted by the working calendar, without the days on which the contract has rested.
/// A version that still waits for its answer is superseded. The customer is told.
///
/// Refuses a contract the viewer does not see or whose work is reported done, a stale version, and every mistake that
/// [`Proposal::check`] finds. The same proposal, still unanswered, is `AlreadyDone`.
pub async fn propose_plan(write: &Write, by: &By, proposal: &Proposal) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::RunContracts)?;
    let contract = lock(write, by.viewer, proposal.contract_id, None).await?;
    must_be_plannable(&contract)?;
    let in_force = match work_plan::in_force(write.on(), contract.id).await? {
        Some(plan) => work_item::of_plan(write.on(), plan.id).await?,
        None => Vec::new(),
    };
    let deliverables = deliverable::of_contracts(write.on(), Viewer::System, vec![contract.id]).await?;
    let (signed_on, today) = (contract.signed_on, by.today());
    let known = Known { deliverables: &deliverables, in_force: &in_force, signed_on, today };
    let checked = match proposal.check(&known) {
        Ok(checked) => checked,
        Err(mistakes) => {
            at_version(&contract, proposal.expected_version)?;
            return Err(mistakes);
        }
    };
    let waiting = work_plan::proposed(write.on(), contract.id).await?;
    if let Some(earlier) = waiting {
        if is_same(write, &earlier, (proposal, &checked)).await? {
            return Ok(Done::AlreadyDone(earlier));
        }
        at_version(&contract, proposal.expected_version)?;
        supersede(write, by, &earlier).await?;
    } else {
        at_version(&contract, proposal.expected_version)?;
    }
    let plan = insert(write, by, (&contract, proposal, &checked)).await?;
    let told = json!({ "number": plan.number, "startOn": plan.start_on, "items": checked.items.len() });
    tell_of(write, by, (&plan, "plan.proposed"), (Value::Null, told, None)).await?;
    touch(write, &contract).await?;
    plan_about(
        write,
        by.now,
        &contract,
        (Content::WorkPlanProposed { work_plan_id: plan.id }, Recipient::Billing(contract.customer_id)),
    )
    .await?;
    Ok(Done::Now(plan))
}

/// A version whose place a later one takes.
pub(super) async fn supersede(write: &Write, by: &By, plan: &Model) -> Result<(), Refusal> {
    let Ok(Transition::To(state)) = plan.state.after(Event::Supersede) else { return Ok(()) };
    let change = ActiveModel { id: Set(plan.id), state: Set(state), ..ActiveModel::default() };
    Entity::update(change).exec(write.on()).await?;
    let (before, after) = (json!({ "state": plan.state }), json!({ "state": state }));
    Ok(tell_of(write, by, (plan, "plan.superseded"), (before, after, None)).await?)
}

pub(super) async fn tell_of(
    write: &Write,
    by: &By,
    (plan, action): (&Model, &'static str),
    (before, after, reason): (Value, Value, Option<&str>),
) -> Result<(), DbErr> {
    let (contract_id, subject) = (plan.contract_id, ("plan", plan.id.0));
    tell(write, by, Told { contract_id, action, subject, before, after, reason }).await
}

async fn insert(
    write: &Write,
    by: &By,
    (contract, proposal, checked): (&contract::Model, &Proposal, &Checked),
) -> Result<Model, DbErr> {
    let versions = work_plan::of_contracts(write.on(), Viewer::System, vec![contract.id]).await?;
    let plan = Model {
        id: WorkPlanId::new(),
        contract_id: contract.id,
        number: versions.iter().map(|plan| plan.number).max().unwrap_or_default().saturating_add(1),
        state: PlanState::Proposed,
        start_on: proposal.start_on,
        note: checked.note.clone(),
        proposed_on: by.today(),
        proposed_by: by.viewer.person_id(),
        answered_on: None,
        answered_by: None,
        answer: None,
        created_at: by.now,
    };
    Entity::insert(plan.clone().into_active_model()).exec_without_returning(write.on()).await?;
    insert_items(write, by, (&plan, checked)).await?;
    Ok(plan)
}

async fn insert_items(write: &Write, by: &By, (plan, checked): (&Model, &Checked)) -> Result<(), DbErr> {
    let calendar = calendar::read(write.on()).await?;
    let rested = suspension::of_contracts(write.on(), Viewer::System, vec![plan.contract_id]).await?;
    let stops: Vec<_> = rests(&rested, by.today()).collect();
    let dated = dates(&checked.pieces(), (plan.start_on, &calendar), &stops);
    let numbered: Vec<(i32, &ProposedItem)> = (1..).zip(&checked.items).collect();
    let ids: HashMap<i32, WorkItemId> = numbered.iter().map(|(number, _)| (*number, WorkItemId::new())).collect();
    let mut rows = Vec::new();
    let mut after = Vec::new();
    for (number, item) in numbered {
        let (Some(id), Some(span)) = (ids.get(&number), dated.get(&number)) else { continue };
        rows.push(row(plan, (number, item), (*id, *span)).into_active_model());
        let earlier = item.after.iter().filter_map(|number| ids.get(number));
        after.extend(earlier.map(|after_id| {
            let edge = work_item_after::Model { item_id: *id, after_id: *after_id, plan_id: plan.id };
            edge.into_active_model()
        }));
    }
    work_item::Entity::insert_many(rows).exec_without_returning(write.on()).await?;
    if !after.is_empty() {
        work_item_after::Entity::insert_many(after).exec_without_returning(write.on()).await?;
    }
    Ok(())
}

fn row(
    plan: &Model,
    (number, item): (i32, &ProposedItem),
    (id, span): (WorkItemId, super::dating::Span),
) -> work_item::Model {
    work_item::Model {
        id,
        plan_id: plan.id,
        contract_id: plan.contract_id,
        number,
        owner: item.owner,
        name_vi: item.name_vi.clone(),
        name_en: item.name_en.clone(),
        deliverable_id: item.deliverable_id,
        working_days: item.working_days,
        planned_from_on: span.from,
        planned_to_on: span.to,
        continues_id: item.continues_id,
        state: super::item_state::ItemState::Open,
        started_on: None,
        done_on: None,
        evidence: None,
    }
}

/// Whether a version says just what is proposed now.
async fn is_same(write: &Write, plan: &Model, (proposal, checked): (&Proposal, &Checked)) -> Result<bool, DbErr> {
    if (plan.start_on, &plan.note) != (proposal.start_on, &checked.note) {
        return Ok(false);
    }
    let items = work_item::of_plan(write.on(), plan.id).await?;
    let edges = work_item_after::of_plan(write.on(), plan.id).await?;
    let numbers: HashMap<WorkItemId, i32> = items.iter().map(|item| (item.id, item.number)).collect();
    let standing = items.into_iter().map(|item| {
        let own = edges.iter().filter(|edge| edge.item_id == item.id);
        let mut after: Vec<i32> = own.filter_map(|edge| numbers.get(&edge.after_id).copied()).collect();
        after.sort_unstable();
        ProposedItem {
            owner: item.owner,
            name_vi: item.name_vi,
            name_en: item.name_en,
            deliverable_id: item.deliverable_id,
            working_days: item.working_days,
            after,
            continues_id: item.continues_id,
        }
    });
    Ok(standing.eq(checked.items.iter().cloned()))
}
