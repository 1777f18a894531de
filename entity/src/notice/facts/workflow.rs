//! Finder: what is planned to be done, and what the customer said to it (S4).

use super::ContractFacts;
use crate::access::Viewer;
use crate::contract::contract;
use crate::contract::lifecycle::Lifecycle;
use crate::notice::skip_reason::SkipReason;
use crate::refusal::Words;
use crate::reminder::{self, ReminderKind};
use crate::value::id::{WorkItemId, WorkPlanId};
use crate::workflow::item_state::{ItemState, Owner};
use crate::workflow::plan_state::PlanState;
use crate::workflow::{work_item, work_plan};
use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr};

/// A version of a work plan, and its answer once there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanFacts {
    /// Of which contract.
    pub contract: ContractFacts,
    /// Its version.
    pub number: i32,
    /// Where it stands.
    pub state: PlanState,
    /// What the provider says of it.
    pub note: Option<String>,
    /// What is to be done, in order.
    pub items: Vec<ItemFacts>,
    /// When it was answered.
    pub answered_on: Option<NaiveDate>,
    /// What was said.
    pub answer: Option<String>,
}

/// One item of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemFacts {
    /// Its place in the plan.
    pub number: i32,
    /// Whose it is.
    pub owner: Owner,
    /// What it is.
    pub name: Words,
    /// Its first day, as planned.
    pub from_on: NaiveDate,
    /// Its last day, as planned.
    pub to_on: NaiveDate,
}

/// Work of the customer that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueFacts {
    /// Under which contract.
    pub contract: ContractFacts,
    /// Its place in the plan.
    pub number: i32,
    /// What it is.
    pub name: Words,
    /// Its last day, as waiting and rests have moved it.
    pub due_on: NaiveDate,
}

/// Nobody is told of work that is done, or that is not to be done any more.
pub(super) async fn due(
    connection: &impl ConnectionTrait,
    id: WorkItemId,
) -> Result<Result<DueFacts, SkipReason>, DbErr> {
    let Some(item) = work_item::find(connection, Viewer::System, id).await? else {
        return Ok(Err(SkipReason::Settled));
    };
    let contract = contract::find(connection, Viewer::System, item.contract_id).await?;
    let reminder = reminder::of_subject(connection, Viewer::System, (ReminderKind::WorkItem, id.0)).await?;
    let is_over = item.state == ItemState::Done;
    let found = contract.zip(reminder).filter(|(contract, _)| !is_over && contract.state == Lifecycle::Deploying);
    Ok(found.ok_or(SkipReason::Settled).map(|(contract, reminder)| DueFacts {
        contract: ContractFacts::from(&contract),
        number: item.number,
        name: item.name(),
        due_on: reminder.anchor_on,
    }))
}

/// Nobody is asked for an answer that was given, or that is not wanted any more.
pub(super) async fn proposed(
    connection: &impl ConnectionTrait,
    id: WorkPlanId,
) -> Result<Result<PlanFacts, SkipReason>, DbErr> {
    let facts = facts(connection, id).await?;
    Ok(facts.filter(|facts| facts.state == PlanState::Proposed).ok_or(SkipReason::Settled))
}

/// An answer is told even when a later version has taken the place of what was confirmed.
pub(super) async fn answered(
    connection: &impl ConnectionTrait,
    id: WorkPlanId,
) -> Result<Result<PlanFacts, SkipReason>, DbErr> {
    Ok(facts(connection, id).await?.ok_or(SkipReason::Settled))
}

async fn facts(connection: &impl ConnectionTrait, id: WorkPlanId) -> Result<Option<PlanFacts>, DbErr> {
    let Some(plan) = work_plan::find(connection, Viewer::System, id).await? else { return Ok(None) };
    let Some(contract) = contract::find(connection, Viewer::System, plan.contract_id).await? else { return Ok(None) };
    let items = work_item::of_plan(connection, plan.id).await?;
    Ok(Some(PlanFacts {
        contract: ContractFacts::from(&contract),
        number: plan.number,
        state: plan.state,
        note: plan.note,
        items: items.iter().map(ItemFacts::from).collect(),
        answered_on: plan.answered_on,
        answer: plan.answer,
    }))
}

impl From<&work_item::Model> for ItemFacts {
    fn from(item: &work_item::Model) -> Self {
        let planned = item.planned();
        Self { number: item.number, owner: item.owner, name: item.name(), from_on: planned.from, to_on: planned.to }
    }
}
