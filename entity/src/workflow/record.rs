//! Records: what the commands on a work plan have in common.

use super::plan_state::PlanState;
use super::work_plan;
use crate::access::{By, Viewer};
use crate::audit::{self, Chain, Fact};
use crate::contract::contract;
use crate::contract::lifecycle::Lifecycle;
use crate::contract::suspension;
use crate::database::Write;
use crate::refusal::{Refusal, Unmet, Words};
use crate::value::id::ContractId;
use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::Value;
use uuid::Uuid;

/// What the dossier tells of something of a work plan.
pub(super) struct Told<'a> {
    pub(super) contract_id: ContractId,
    pub(super) action: &'static str,
    pub(super) subject: (&'static str, Uuid),
    pub(super) before: Value,
    pub(super) after: Value,
    pub(super) reason: Option<&'a str>,
}

pub(super) async fn tell(write: &Write, by: &By, told: Told<'_>) -> Result<(), DbErr> {
    let Told { contract_id, action, subject, before, after, reason } = told;
    let fact = Fact { chain: Chain::Dossier(contract_id), action, subject, before, after, reason };
    audit::record(write, &by.actor, by.now, fact).await
}

/// Work is planned until it is reported done.
pub(super) fn must_be_plannable(contract: &contract::Model) -> Result<(), Refusal> {
    match contract.state {
        Lifecycle::Draft | Lifecycle::Signed | Lifecycle::Deploying => Ok(()),
        Lifecycle::Finished
        | Lifecycle::Accepted
        | Lifecycle::Closed
        | Lifecycle::Cancelled
        | Lifecycle::Terminated => {
            let state = contract.state.words();
            let words = Words::new(
                format!("Không thể lập kế hoạch cho hợp đồng {}: {}.", contract.reference, state.vi),
                format!("To plan the work of contract {} is not possible: it is {}.", contract.reference, state.en),
            );
            Err(Refusal::Conflict { code: "WRONG_STATE", words, current_version: Some(contract.version) })
        }
    }
}

/// What keeps work from going on: it has not begun, is over, or rests.
pub(super) async fn unmet_for_work(
    connection: &impl ConnectionTrait,
    contract: &contract::Model,
) -> Result<Vec<Unmet>, DbErr> {
    let mut unmet = Vec::new();
    if contract.state != Lifecycle::Deploying {
        let state = contract.state.words();
        let words = Words::new(
            format!("Hợp đồng {} không ở giai đoạn triển khai: {}.", contract.reference, state.vi),
            format!("Contract {} is not in work: it is {}.", contract.reference, state.en),
        );
        unmet.push(Unmet { clause: "S4", code: "NOT_IN_WORK", words });
    }
    if let Some(rest) = suspension::open_of(connection, contract.id).await? {
        let words = Words::new(
            format!("Hợp đồng tạm dừng từ {}: {}", rest.from_on, rest.reason),
            format!("The contract rests since {}: {}", rest.from_on, rest.reason),
        );
        unmet.push(Unmet { clause: "S4", code: "SUSPENDED", words });
    }
    Ok(unmet)
}

/// The first day on which something can have happened under the plan of a contract: work had begun, and there was a
/// version that both had agreed on. One that was confirmed late holds from the day on that it was counted from.
pub(super) async fn first_day(
    connection: &impl ConnectionTrait,
    contract: &contract::Model,
) -> Result<Option<NaiveDate>, DbErr> {
    let versions = work_plan::of_contracts(connection, Viewer::System, vec![contract.id]).await?;
    let agreed = versions.iter().filter_map(|plan| match plan.state {
        PlanState::Confirmed | PlanState::Superseded => Some(plan.start_on.min(plan.answered_on?)),
        PlanState::Proposed | PlanState::Rejected => None,
    });
    Ok(contract.started_on.max(agreed.min()))
}

/// A version that is not the one in force is not worked by.
pub(super) fn not_in_force(plan: &work_plan::Model) -> Refusal {
    let state = plan.state.words();
    let words = Words::new(
        format!("Kế hoạch bản {} không có hiệu lực: {}.", plan.number, state.vi),
        format!("Version {} of the plan is not in force: it is {}.", plan.number, state.en),
    );
    Refusal::conflict("PLAN_NOT_IN_FORCE", words)
}

/// Refuses when anything is unmet.
pub(super) fn none_unmet(unmet: Vec<Unmet>) -> Result<(), Refusal> {
    if unmet.is_empty() { Ok(()) } else { Err(Refusal::Unmet(unmet)) }
}
