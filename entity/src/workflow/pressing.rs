//! Which work items somebody has to do now, by a day that does not move any more as time goes by (S4).

use std::collections::HashSet;

use super::item_state::{ItemState, Owner};
use super::{work_item, work_item_after, work_waiting};
use crate::value::id::WorkItemId;

/// The items of one version that are to be done by a day that is certain.
///
/// What is done is not among them, nor what waits, nor what comes after something of somebody else that is not done: its
/// own day moves until then. What comes after something of the same party is theirs to begin in time.
pub fn pressing(
    items: &[work_item::Model],
    after: &[work_item_after::Model],
    waits: &[work_waiting::Model],
) -> HashSet<WorkItemId> {
    let done: HashSet<WorkItemId> = items.iter().filter(|item| is_done(item)).map(|item| item.id).collect();
    let mut pressing: HashSet<WorkItemId> = HashSet::new();
    loop {
        let is_clear = |item: &work_item::Model| {
            let before = after.iter().filter(|edge| edge.item_id == item.id).map(|edge| edge.after_id);
            before.into_iter().all(|id| done.contains(&id) || (pressing.contains(&id) && is_of(items, id, item.owner)))
        };
        let more = items.iter().filter(|item| !is_done(item) && !pressing.contains(&item.id));
        let more: Vec<WorkItemId> =
            more.filter(|item| !stands_still(item, waits) && is_clear(item)).map(|item| item.id).collect();
        if more.is_empty() {
            return pressing;
        }
        pressing.extend(more);
    }
}

/// Whether the clock of an item stands still, because the provider waits for somebody.
pub(crate) fn stands_still(item: &work_item::Model, waits: &[work_waiting::Model]) -> bool {
    let holds = |wait: &work_waiting::Model| wait.until_on.is_none() && wait.item_id.is_none_or(|id| id == item.id);
    item.owner == Owner::Provider && waits.iter().any(holds)
}

fn is_done(item: &work_item::Model) -> bool {
    match item.state {
        ItemState::Open | ItemState::InWork => false,
        ItemState::Done => true,
    }
}

fn is_of(items: &[work_item::Model], id: WorkItemId, owner: Owner) -> bool {
    items.iter().any(|item| item.id == id && item.owner == owner)
}

#[cfg(test)]
mod tests {
    use super::{
        ItemState::{Done, InWork, Open},
        Owner::{Authority, Customer, Provider},
        *,
    };
    use crate::calendar::working_day::tests::on;
    use crate::value::id::{ContractId, WorkPlanId, WorkWaitingId};

    fn item(number: i32, owner: Owner, state: ItemState) -> work_item::Model {
        work_item::Model {
            id: WorkItemId::new(),
            plan_id: WorkPlanId::new(),
            contract_id: ContractId::new(),
            number,
            owner,
            name_vi: "Khảo sát".to_owned(),
            name_en: "Survey".to_owned(),
            deliverable_id: None,
            working_days: 3,
            planned_from_on: on("2026-03-02"),
            planned_to_on: on("2026-03-04"),
            continues_id: None,
            state,
            started_on: None,
            done_on: None,
            evidence: None,
        }
    }

    /// What the provider waits with.
    #[derive(Clone, Copy, Debug)]
    enum Waits {
        Nothing,
        All,
        Item(usize),
    }

    /// Survey, papers, then a draft and a file after both, the authority after the file.
    fn told(states: [ItemState; 5], waits: Waits) -> Vec<i32> {
        let owners = [Provider, Customer, Provider, Provider, Authority];
        let items: Vec<_> = (1..).zip(owners).zip(states).map(|((n, owner), state)| item(n, owner, state)).collect();
        let edge = |(item, before): (usize, usize)| work_item_after::Model {
            item_id: items[item].id,
            after_id: items[before].id,
            plan_id: items[item].plan_id,
        };
        let after: Vec<_> = [(2, 0), (3, 1), (3, 2), (4, 3)].map(edge).to_vec();
        let wait = |item_id| work_waiting::Model {
            id: WorkWaitingId::new(),
            contract_id: ContractId::new(),
            plan_id: WorkPlanId::new(),
            item_id,
            waits_for: Customer,
            from_on: on("2026-03-02"),
            until_on: None,
            reason: "Chờ hồ sơ".to_owned(),
        };
        let waits = match waits {
            Waits::Nothing => vec![],
            Waits::All => vec![wait(None)],
            Waits::Item(place) => vec![wait(Some(items[place].id))],
        };
        let pressing = pressing(&items, &after, &waits);
        items.iter().filter(|item| pressing.contains(&item.id)).map(|item| item.number).collect()
    }

    #[test]
    fn nobody_is_pressed_for_what_others_hold_up() {
        type Case = ([ItemState; 5], Waits, &'static [i32]);
        let table: [Case; 8] = [
            ([Open, Open, Open, Open, Open], Waits::Nothing, &[1, 2, 3]),
            ([InWork, Done, Open, Open, Open], Waits::Nothing, &[1, 3, 4]),
            ([Done, Open, Done, Open, Open], Waits::Nothing, &[2]),
            ([Done, Done, Done, Done, Open], Waits::Nothing, &[5]),
            ([Done, Done, Done, Done, Done], Waits::Nothing, &[]),
            // The provider waits: nothing of its own presses, what is the customer's does.
            ([Open, Open, Open, Open, Open], Waits::All, &[2]),
            ([Done, Done, Done, Done, Open], Waits::All, &[5]),
            // One item waits, and what comes after it with it.
            ([Open, Done, Open, Open, Open], Waits::Item(2), &[1]),
        ];
        for (states, waits, expected) in table {
            assert_eq!(told(states, waits), expected, "{states:?} {waits:?}");
        }
    }
}
