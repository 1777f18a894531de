//! Finder: which work items are to be done now, under several contracts at once (S4).

use super::pressing::pressing;
use super::{work_item, work_item_after, work_plan, work_waiting};
use crate::access::Viewer;
use crate::contract::lifecycle::Lifecycle;
use crate::contract::{contract, suspension};
use crate::value::id::{ContractId, WorkItemId};
use sea_orm::{ConnectionTrait, DbErr};
use std::collections::HashMap;

/// The items that [`pressing`] names of the plans in force, by their ids: of contracts that are in work and do not rest.
pub(crate) async fn of_contracts(
    connection: &impl ConnectionTrait,
    contracts: impl IntoIterator<Item = &contract::Model>,
) -> Result<HashMap<WorkItemId, work_item::Model>, DbErr> {
    let in_work = contracts.into_iter().filter(|contract| contract.state == Lifecycle::Deploying);
    let ids: Vec<ContractId> = in_work.map(|contract| contract.id).collect();
    let rests = suspension::of_contracts(connection, Viewer::System, ids.clone()).await?;
    let is_resting = |id: &ContractId| rests.iter().any(|rest| rest.contract_id == *id && rest.resumed_on.is_none());
    let ids: Vec<ContractId> = ids.into_iter().filter(|id| !is_resting(id)).collect();
    let plans = work_plan::all_in_force(connection, ids.clone()).await?;
    if plans.is_empty() {
        return Ok(HashMap::new());
    }
    let items = work_item::of_contracts(connection, Viewer::System, ids.clone()).await?;
    let after = work_item_after::of_contracts(connection, Viewer::System, ids.clone()).await?;
    let waits = work_waiting::of_contracts(connection, Viewer::System, ids).await?;
    let mut agenda = HashMap::new();
    for plan in plans {
        let own: Vec<_> = items.iter().filter(|item| item.plan_id == plan.id).cloned().collect();
        let waits: Vec<_> = waits.iter().filter(|wait| wait.plan_id == plan.id).cloned().collect();
        let pressing = pressing(&own, &after, &waits);
        agenda.extend(own.into_iter().filter(|item| pressing.contains(&item.id)).map(|item| (item.id, item)));
    }
    Ok(agenda)
}
