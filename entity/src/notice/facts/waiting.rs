//! Finder: what the provider waits for from the customer, and what it has moved (C3, S4).

use super::ContractFacts;
use crate::access::Viewer;
use crate::contract::contract;
use crate::contract::lifecycle::Lifecycle;
use crate::notice::skip_reason::SkipReason;
use crate::refusal::Words;
use crate::value::id::WorkWaitingId;
use crate::workflow::item_state::ItemState;
use crate::workflow::{outlook, work_item, work_plan, work_waiting};
use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr};

/// A stretch of days in which the provider waits for the customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingFacts {
    /// Under which contract.
    pub contract: ContractFacts,
    /// The number and the name of the one item that waits; `None` when all of the provider's do.
    pub item: Option<(i32, Words)>,
    /// For what.
    pub reason: String,
    /// Its first day.
    pub from_on: NaiveDate,
    /// The day work went on.
    pub until_on: Option<NaiveDate>,
    /// What is to be done and is not to be expected on the day that was agreed, in its order.
    pub moved: Vec<MovedFacts>,
}

/// Work whose day has moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedFacts {
    /// Its place in the plan.
    pub number: i32,
    /// What it is.
    pub name: Words,
    /// The last day that was agreed.
    pub agreed_on: NaiveDate,
    /// The last day as it is to be expected.
    pub expected_on: NaiveDate,
}

/// Nobody is told of a wait that is over.
pub(super) async fn begun(
    connection: &impl ConnectionTrait,
    id: WorkWaitingId,
) -> Result<Result<WaitingFacts, SkipReason>, DbErr> {
    let facts = facts(connection, id).await?.filter(|facts| facts.until_on.is_none());
    Ok(facts.ok_or(SkipReason::Settled))
}

/// What has moved is told as of the day work went on, and of a version that holds: a later one has days of its own.
pub(super) async fn ended(
    connection: &impl ConnectionTrait,
    id: WorkWaitingId,
) -> Result<Result<WaitingFacts, SkipReason>, DbErr> {
    Ok(facts(connection, id).await?.filter(|facts| facts.until_on.is_some()).ok_or(SkipReason::Settled))
}

async fn facts(connection: &impl ConnectionTrait, id: WorkWaitingId) -> Result<Option<WaitingFacts>, DbErr> {
    let Some(waiting) = work_waiting::find(connection, Viewer::System, id).await? else { return Ok(None) };
    let contract = contract::find(connection, Viewer::System, waiting.contract_id).await?;
    let Some(contract) = contract.filter(|contract| contract.state == Lifecycle::Deploying) else { return Ok(None) };
    let plan = work_plan::in_force(connection, contract.id).await?;
    let Some(plan) = plan.filter(|plan| plan.id == waiting.plan_id) else { return Ok(None) };
    let items = match waiting.until_on {
        Some(until_on) => outlook::of_plan(connection, &plan, until_on).await?,
        None => Vec::new(),
    };
    let moved = items.iter().filter(|(item, span)| item.state != ItemState::Done && span.to != item.planned_to_on);
    let moved = moved.map(|(item, span)| MovedFacts {
        number: item.number,
        name: item.name(),
        agreed_on: item.planned_to_on,
        expected_on: span.to,
    });
    let moved = moved.collect();
    let item = match waiting.item_id {
        Some(id) => work_item::find(connection, Viewer::System, id).await?.map(|item| (item.number, item.name())),
        None => None,
    };
    Ok(Some(WaitingFacts {
        contract: ContractFacts::from(&contract),
        item,
        reason: waiting.reason,
        from_on: waiting.from_on,
        until_on: waiting.until_on,
        moved,
    }))
}
