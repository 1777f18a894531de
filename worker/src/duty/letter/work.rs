//! Letters about the work plan (P2, C3, S4).

use entity::notice::facts::{DueFacts, PlanFacts, WaitingFacts};
use entity::workflow::plan_state::PlanState;

use super::Writer;
use crate::notice::waiting_begun::WaitingBegun;
use crate::notice::waiting_ended::{MovedItem, WaitingEnded};
use crate::notice::work_item_reminder::{DueItem, WorkItemReminder};
use crate::notice::work_plan_answered::WorkPlanAnswered;
use crate::notice::work_plan_proposed::{PlannedItem, WorkPlanProposed};

impl Writer<'_> {
    pub(super) fn work_item_reminder(&self, first: &DueFacts, due: &[&DueFacts]) -> WorkItemReminder {
        let items = due.iter().map(|due| DueItem {
            number: due.number,
            name: due.name.in_locale(self.locale()).to_owned(),
            due_on: due.due_on,
        });
        WorkItemReminder {
            as_of: self.claimed.today,
            contract_reference: first.contract.reference.clone(),
            contract_title: first.contract.title.clone(),
            items: items.collect(),
        }
    }

    pub(super) fn waiting_begun(&self, facts: &WaitingFacts) -> WaitingBegun {
        WaitingBegun {
            contract_reference: facts.contract.reference.clone(),
            contract_title: facts.contract.title.clone(),
            from_on: facts.from_on,
            reason: facts.reason.clone(),
            item: facts.item.as_ref().map(|(number, name)| (*number, name.in_locale(self.locale()).to_owned())),
        }
    }

    pub(super) fn waiting_ended(&self, facts: &WaitingFacts) -> WaitingEnded {
        let moved = facts.moved.iter().map(|item| MovedItem {
            number: item.number,
            name: item.name.in_locale(self.locale()).to_owned(),
            agreed_on: item.agreed_on,
            expected_on: item.expected_on,
        });
        WaitingEnded {
            contract_reference: facts.contract.reference.clone(),
            contract_title: facts.contract.title.clone(),
            from_on: facts.from_on,
            until_on: facts.until_on.unwrap_or(self.claimed.today),
            reason: facts.reason.clone(),
            moved: moved.collect(),
        }
    }

    pub(super) fn work_plan_proposed(&self, facts: &PlanFacts) -> WorkPlanProposed {
        let items = facts.items.iter().map(|item| PlannedItem {
            number: item.number,
            owner: item.owner.words().in_locale(self.locale()).to_owned(),
            name: item.name.in_locale(self.locale()).to_owned(),
            from_on: item.from_on,
            to_on: item.to_on,
        });
        WorkPlanProposed {
            contract_reference: facts.contract.reference.clone(),
            contract_title: facts.contract.title.clone(),
            number: facts.number,
            note: facts.note.clone(),
            items: items.collect(),
        }
    }

    pub(super) fn work_plan_answered(&self, facts: &PlanFacts) -> WorkPlanAnswered {
        let is_confirmed = match facts.state {
            PlanState::Confirmed | PlanState::Superseded => true,
            PlanState::Proposed | PlanState::Rejected => false,
        };
        WorkPlanAnswered {
            contract_reference: facts.contract.reference.clone(),
            contract_title: facts.contract.title.clone(),
            number: facts.number,
            is_confirmed,
            answered_on: facts.answered_on.unwrap_or(self.claimed.today),
            answer: facts.answer.clone(),
        }
    }
}
