//! `proposeWorkPlan`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::refusal::Mistakes;
use entity::value::id::{ContractId, DeliverableId, WorkItemId};
use entity::workflow::entering::{Proposal, ProposedItem};
use entity::workflow::record_plan::propose_plan;

use super::item::WORK_ITEM;
use super::plan::WorkPlan;
use super::state::OwnerName;
use crate::contract::deliverable::DELIVERABLE;
use crate::contract::object::CONTRACT;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::Day;

/// A version of a work plan to propose.
#[derive(InputObject)]
pub struct ProposeWorkPlanInput {
    /// Of which contract.
    pub contract_id: ID,
    /// The day from which its items are counted: from signing on, at most two years ahead.
    pub start_on: Day,
    /// What is to be said of it, up to 2,000 characters.
    pub note: Option<String>,
    /// What is to be done, 1 to 100 items in the order of their numbers.
    pub items: Vec<WorkItemInput>,
    /// The contract's version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
}

/// One line of a plan.
#[derive(InputObject)]
pub struct WorkItemInput {
    /// Whose it is.
    pub owner: OwnerName,
    /// The name in Vietnamese, 1 to 200 characters.
    pub name_vi: String,
    /// The name in English, 1 to 200 characters.
    pub name_en: String,
    /// How long it takes, 1 to 250 working days.
    pub working_days: i32,
    /// The numbers, from 1, of the items that have to be done before.
    #[graphql(default)]
    pub after: Vec<i32>,
    /// What it is for; for all when it is not said.
    pub deliverable_id: Option<ID>,
    /// The item of the version in force that it goes on with: what was done of that one is done of this one.
    pub continues_id: Option<ID>,
}

/// The version that was proposed.
#[derive(SimpleObject)]
pub struct ProposeWorkPlanPayload {
    /// With its dates.
    pub work_plan: WorkPlan,
}

/// Proposes a version of the work plan (P2, S4). Staff do.
pub async fn run(ctx: &Context<'_>, input: ProposeWorkPlanInput) -> Result<ProposeWorkPlanPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::RunContracts)?;
    let proposal = input.parse()?;
    let done = desk.write(async |write| propose_plan(write, &desk.by, &proposal).await).await?;
    Ok(ProposeWorkPlanPayload { work_plan: WorkPlan::alone(done.into_inner()) })
}

impl ProposeWorkPlanInput {
    fn parse(self) -> Result<Proposal, ApiError> {
        let contract_id = CONTRACT.decode(&self.contract_id).map(ContractId).ok_or(ApiError::NotFound)?;
        let mut mistakes = Mistakes::default();
        let items = self.items.into_iter().enumerate();
        let items = items.map(|(place, item)| item.parse(&mut mistakes, place)).collect();
        mistakes.finish()?;
        let (expected_version, start_on) = (self.expected_version, self.start_on.0);
        Ok(Proposal { contract_id, expected_version, start_on, note: self.note, items })
    }
}

impl WorkItemInput {
    fn parse(self, mistakes: &mut Mistakes, place: usize) -> ProposedItem {
        let path = |field: &str| format!("items.{place}.{field}");
        let deliverable_id = self.deliverable_id.map(|id| DELIVERABLE.take(mistakes, &path("deliverableId"), &id));
        let continues_id = self.continues_id.map(|id| WORK_ITEM.take(mistakes, &path("continuesId"), &id));
        ProposedItem {
            owner: self.owner.into(),
            name_vi: self.name_vi,
            name_en: self.name_en,
            deliverable_id: deliverable_id.map(DeliverableId),
            working_days: self.working_days,
            after: self.after,
            continues_id: continues_id.map(WorkItemId),
        }
    }
}
