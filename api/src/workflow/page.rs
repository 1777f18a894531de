//! What hangs on a page of contracts of the work, each read once for all of them.

use std::collections::HashMap;
use std::sync::Arc;

use entity::calendar;
use entity::calendar::working_day::Calendar;
use entity::value::id::{ContractId, PersonId, WorkItemId, WorkPlanId};
use entity::workflow::dating::Span;
use entity::workflow::outlook::Outlook;
use entity::workflow::plan_state::PlanState;
use entity::workflow::{authority_step, work_item, work_item_after, work_plan, work_waiting};
use tokio::sync::OnceCell;

use crate::contract::page::ContractPage;
use crate::desk::Desk;
use crate::error::ApiError;
use crate::value::Relation;

/// The work of the contracts of a page.
#[derive(Debug)]
pub struct WorkPage {
    ids: Arc<[ContractId]>,
    plans: Relation<ContractId, work_plan::Model>,
    items: Relation<WorkPlanId, work_item::Model>,
    after: Relation<WorkPlanId, work_item_after::Model>,
    waits: Relation<ContractId, work_waiting::Model>,
    steps: Relation<WorkItemId, authority_step::Model>,
    answerers: Relation<PersonId, (PersonId, String)>,
    calendar: OnceCell<Calendar>,
    expected: OnceCell<HashMap<WorkItemId, Span>>,
}

impl WorkPage {
    /// The work of these contracts.
    pub fn of(ids: &Arc<[ContractId]>) -> Self {
        Self {
            ids: Arc::clone(ids),
            plans: Relation::default(),
            items: Relation::default(),
            after: Relation::default(),
            waits: Relation::default(),
            steps: Relation::default(),
            answerers: Relation::default(),
            calendar: OnceCell::new(),
            expected: OnceCell::new(),
        }
    }

    /// The versions of the plan of one of them, the first one first.
    pub async fn plans(&self, desk: &Desk, id: ContractId) -> Result<&[work_plan::Model], ApiError> {
        let find = || work_plan::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.plans.of(id, find, |row| row.contract_id).await
    }

    /// The items of a version, in order.
    pub async fn items(&self, desk: &Desk, id: WorkPlanId) -> Result<&[work_item::Model], ApiError> {
        let find = || work_item::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.items.of(id, find, |row| row.plan_id).await
    }

    /// What comes after what in a version.
    pub async fn after(&self, desk: &Desk, id: WorkPlanId) -> Result<&[work_item_after::Model], ApiError> {
        let find = || work_item_after::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.after.of(id, find, |row| row.plan_id).await
    }

    /// What was waited for under one of the contracts, the oldest first.
    pub async fn waits(&self, desk: &Desk, id: ContractId) -> Result<&[work_waiting::Model], ApiError> {
        let find = || work_waiting::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.waits.of(id, find, |row| row.contract_id).await
    }

    /// The steps before an authority on an item, the oldest first.
    pub async fn steps(&self, desk: &Desk, id: WorkItemId) -> Result<&[authority_step::Model], ApiError> {
        let find = || authority_step::of_contracts(desk.read(), desk.by.viewer, self.ids.to_vec());
        self.steps.of(id, find, |row| row.item_id).await
    }

    /// The name of somebody who proposed or answered a version.
    pub async fn name(&self, desk: &Desk, id: Option<PersonId>) -> Result<Option<&str>, ApiError> {
        let Some(id) = id else { return Ok(None) };
        let find = || work_plan::people_of(desk.read(), desk.by.viewer, self.ids.to_vec());
        Ok(self.answerers.of(id, find, |(person, _)| *person).await?.first().map(|(_, name)| name.as_str()))
    }

    /// The days of an item as they are to be expected today: those of a version that is not in force are as planned.
    pub async fn expected(&self, desk: &Desk, item: &work_item::Model, page: &ContractPage) -> Result<Span, ApiError> {
        let read = async || {
            let mut expected = HashMap::new();
            for id in self.ids.iter() {
                for plan in self.plans(desk, *id).await?.iter().filter(|plan| plan.state == PlanState::Confirmed) {
                    expected.extend(self.expected_of(desk, (plan, page)).await?);
                }
            }
            Ok::<_, ApiError>(expected)
        };
        Ok(self.expected.get_or_try_init(read).await?.get(&item.id).copied().unwrap_or_else(|| item.planned()))
    }

    async fn expected_of(
        &self,
        desk: &Desk,
        (plan, page): (&work_plan::Model, &ContractPage),
    ) -> Result<HashMap<WorkItemId, Span>, ApiError> {
        let read = async || Ok::<_, ApiError>(calendar::read(desk.read()).await?);
        let outlook = Outlook {
            plan,
            items: self.items(desk, plan.id).await?,
            after: self.after(desk, plan.id).await?,
            waits: self.waits(desk, plan.contract_id).await?,
            rests: page.suspensions(desk, plan.contract_id).await?,
            calendar: self.calendar.get_or_try_init(read).await?,
        };
        Ok(outlook.expected(desk.by.today()))
    }
}
