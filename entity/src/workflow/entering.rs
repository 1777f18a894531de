//! What somebody proposes as a work plan, checked as a whole: every mistake is told at once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::dating::Piece;
use super::item_state::{ItemState, Owner};
use super::ordering::cycle;
use super::work_item;
use crate::contract::deliverable;
use crate::refusal::{Mistakes, Refusal, Words};
use crate::value::id::{ContractId, DeliverableId, WorkItemId};

const MOST_ITEMS: usize = 100;
const LONGEST_NAME: usize = 200;
const LONGEST_NOTE: usize = 2_000;
const LONGEST_ITEM: i32 = 250;
/// How far ahead a plan may begin.
const FARTHEST_DAYS: u64 = 730;

/// A version of a plan as somebody proposes it.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Of which contract.
    pub contract_id: ContractId,
    /// The version the contract was read at, if it matters.
    pub expected_version: Option<i64>,
    /// The day from which its items are counted: from signing on, at most two years ahead.
    pub start_on: NaiveDate,
    /// What is to be said of it, up to 2,000 characters.
    pub note: Option<String>,
    /// What is to be done, 1 to 100 items in the order of their numbers.
    pub items: Vec<ProposedItem>,
}

/// One item of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedItem {
    /// Whose it is.
    pub owner: Owner,
    /// 1 to 200 characters.
    pub name_vi: String,
    /// 1 to 200 characters.
    pub name_en: String,
    /// What it is for, of the same contract.
    pub deliverable_id: Option<DeliverableId>,
    /// 1 to 250.
    pub working_days: i32,
    /// The numbers, from 1, of the items that have to be done before.
    pub after: Vec<i32>,
    /// The item of the version in force that it goes on with.
    pub continues_id: Option<WorkItemId>,
}

/// What a proposal is checked against.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// What the contract delivers.
    pub deliverables: &'a [deliverable::Model],
    /// The items of the version in force.
    pub in_force: &'a [work_item::Model],
    /// When the contract was signed.
    pub signed_on: Option<NaiveDate>,
    /// The day it is.
    pub today: NaiveDate,
}

/// A proposal without a mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What is said of it.
    pub note: Option<String>,
    /// Its items with clean texts; each comes after any other at most once.
    pub items: Vec<ProposedItem>,
}

impl Proposal {
    /// Checks everything.
    ///
    /// Refuses no items or too many, texts that are none, days out of range, a start before signing, what is not of this
    /// contract or plan, items in a cycle (which it names), and a version that drops what has been begun.
    pub fn check(&self, known: &Known<'_>) -> Result<Checked, Refusal> {
        let mut mistakes = Mistakes::default();
        self.check_start(&mut mistakes, known);
        let note = self.note.as_deref().filter(|note| !note.trim().is_empty());
        let note = note.map(|note| mistakes.lines("note", note, LONGEST_NOTE));
        if !(1..=MOST_ITEMS).contains(&self.items.len()) {
            let words = Words::new(
                format!("Kế hoạch có từ 1 đến {MOST_ITEMS} hạng mục công việc."),
                format!("A work plan has 1 to {MOST_ITEMS} items."),
            );
            mistakes.note("items", "WRONG_COUNT", words);
        }
        let items = self.items.iter().enumerate().map(|(place, item)| self.item(&mut mistakes, known, (place, item)));
        let items: Vec<ProposedItem> = items.collect();
        check_order(&mut mistakes, &items);
        check_kept(&mut mistakes, known, &items);
        mistakes.finish()?;
        Ok(Checked { note, items })
    }

    fn check_start(&self, mistakes: &mut Mistakes, known: &Known<'_>) {
        if let Some(signed_on) = known.signed_on.filter(|signed_on| self.start_on < *signed_on) {
            let words = Words::new(
                format!("Ngày bắt đầu phải từ ngày ký {signed_on} trở đi."),
                format!("The plan must not begin before signing on {signed_on}."),
            );
            mistakes.note("startOn", "OUT_OF_ORDER", words);
        }
        let farthest = known.today.checked_add_days(Days::new(FARTHEST_DAYS));
        if farthest.is_none_or(|farthest| farthest < self.start_on) {
            let words = Words::new("Ngày bắt đầu quá xa.", "The plan begins too far ahead.");
            mistakes.note("startOn", "OUT_OF_RANGE", words);
        }
    }

    fn item(&self, mistakes: &mut Mistakes, known: &Known<'_>, (place, item): (usize, &ProposedItem)) -> ProposedItem {
        let path = |field: &str| format!("items.{place}.{field}");
        let mut checked = item.clone();
        checked.name_vi = mistakes.line(&path("nameVi"), &item.name_vi, LONGEST_NAME);
        checked.name_en = mistakes.line(&path("nameEn"), &item.name_en, LONGEST_NAME);
        if !(1..=LONGEST_ITEM).contains(&item.working_days) {
            let words = Words::new(
                format!("Một hạng mục kéo dài từ 1 đến {LONGEST_ITEM} ngày làm việc."),
                format!("An item takes 1 to {LONGEST_ITEM} working days."),
            );
            mistakes.note(path("workingDays"), "OUT_OF_RANGE", words);
        }
        if item.deliverable_id.is_some_and(|id| known.deliverables.iter().all(|row| row.id != id)) {
            let words = Words::new("Hợp đồng không có hạng mục bàn giao này.", "The contract has no such deliverable.");
            mistakes.note(path("deliverableId"), "UNKNOWN", words);
        }
        if item.continues_id.is_some_and(|id| known.in_force.iter().all(|row| row.id != id)) {
            let words =
                Words::new("Kế hoạch đang có hiệu lực không có công việc này.", "The plan in force has no such item.");
            mistakes.note(path("continuesId"), "UNKNOWN", words);
        }
        let numbers = 1..=i32::try_from(self.items.len()).unwrap_or(i32::MAX);
        for (nth, number) in item.after.iter().enumerate().filter(|(_, number)| !numbers.contains(number)) {
            let words = Words::new(format!("Không có công việc số {number}."), format!("There is no item {number}."));
            mistakes.note(path(&format!("after.{nth}")), "UNKNOWN", words);
        }
        checked.after = item.after.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
        checked
    }
}

impl Checked {
    /// What the dates depend on, by the numbers of the items.
    pub fn pieces(&self) -> Vec<Piece> {
        let numbered = (1_i32..).zip(&self.items);
        let piece = |(number, item): (i32, &ProposedItem)| Piece {
            number,
            owner: item.owner,
            working_days: item.working_days,
            after: item.after.clone(),
            free_on: None,
        };
        numbered.map(piece).collect()
    }
}

/// What has been begun under the version in force and is missing among these, by its numbers there.
pub fn dropped(in_force: &[work_item::Model], continued: &[WorkItemId]) -> Vec<i32> {
    let begun = in_force.iter().filter(|item| match item.state {
        ItemState::Open => false,
        ItemState::InWork | ItemState::Done => true,
    });
    begun.filter(|item| !continued.contains(&item.id)).map(|item| item.number).collect()
}

/// Numbers as people list them: "2, 5".
pub(super) fn listed(numbers: &[i32]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn check_order(mistakes: &mut Mistakes, items: &[ProposedItem]) {
    let after: BTreeMap<i32, Vec<i32>> = (1..).zip(items).map(|(number, item)| (number, item.after.clone())).collect();
    let Some(round) = cycle(&after) else { return };
    let round = round.iter().map(ToString::to_string).collect::<Vec<_>>().join(" → ");
    let words = Words::new(
        format!("Các công việc chờ nhau thành vòng: {round}."),
        format!("These items wait for each other in a circle: {round}."),
    );
    mistakes.note("items", "CYCLE", words);
}

fn check_kept(mistakes: &mut Mistakes, known: &Known<'_>, items: &[ProposedItem]) {
    let continued: Vec<WorkItemId> = items.iter().filter_map(|item| item.continues_id).collect();
    let mut seen = BTreeSet::new();
    for (place, item) in items.iter().enumerate() {
        if item.continues_id.is_some_and(|id| !seen.insert(id)) {
            let words = Words::new("Công việc này đã được tiếp nối.", "This item is continued by another already.");
            mistakes.note(format!("items.{place}.continuesId"), "TWICE", words);
        }
    }
    let dropped = dropped(known.in_force, &continued);
    if !dropped.is_empty() {
        let numbers = listed(&dropped);
        let words = Words::new(
            format!("Kế hoạch mới bỏ sót công việc đã bắt đầu: số {numbers}."),
            format!("The new plan drops what has been begun: {numbers}."),
        );
        mistakes.note("items", "BEGUN_ITEM_MISSING", words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::working_day::tests::on;
    use crate::value::id::WorkPlanId;

    fn item(after: &[i32]) -> ProposedItem {
        ProposedItem {
            owner: Owner::Provider,
            name_vi: "Khảo sát".to_owned(),
            name_en: "Survey".to_owned(),
            deliverable_id: None,
            working_days: 3,
            after: after.to_vec(),
            continues_id: None,
        }
    }

    fn proposal(items: Vec<ProposedItem>) -> Proposal {
        let (contract_id, start_on) = (ContractId::new(), on("2026-03-02"));
        Proposal { contract_id, expected_version: None, start_on, note: None, items }
    }

    fn begun(number: i32, state: ItemState) -> work_item::Model {
        work_item::Model {
            id: WorkItemId::new(),
            plan_id: WorkPlanId::new(),
            contract_id: ContractId::new(),
            number,
            owner: Owner::Provider,
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

    fn codes(proposal: &Proposal, in_force: &[work_item::Model]) -> Vec<String> {
        let (signed_on, today) = (Some(on("2026-03-01")), on("2026-03-01"));
        let known = Known { deliverables: &[], in_force, signed_on, today };
        match proposal.check(&known) {
            Ok(_) => Vec::new(),
            Err(Refusal::Invalid(noted)) => noted.iter().map(|it| format!("{} {}", it.field, it.code)).collect(),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn every_mistake_is_told_at_once() {
        let wrong = ProposedItem {
            name_vi: " ".to_owned(),
            name_en: "x".repeat(201),
            working_days: 0,
            deliverable_id: Some(DeliverableId::new()),
            continues_id: Some(WorkItemId::new()),
            after: vec![0, 2, 9],
            ..item(&[])
        };
        let wrong = Proposal { start_on: on("2026-02-27"), ..proposal(vec![wrong, item(&[1])]) };
        let expected = [
            "startOn OUT_OF_ORDER",
            "items.0.nameVi EMPTY",
            "items.0.nameEn TOO_LONG",
            "items.0.workingDays OUT_OF_RANGE",
            "items.0.deliverableId UNKNOWN",
            "items.0.continuesId UNKNOWN",
            "items.0.after.0 UNKNOWN",
            "items.0.after.2 UNKNOWN",
            "items CYCLE",
        ];
        assert_eq!(codes(&wrong, &[]), expected);
        assert_eq!(codes(&proposal(vec![]), &[]), ["items WRONG_COUNT"]);
        let far = Proposal { start_on: on("2028-03-01"), ..proposal(vec![item(&[])]) };
        assert_eq!(codes(&far, &[]), ["startOn OUT_OF_RANGE"]);
        assert!(codes(&proposal(vec![item(&[]), item(&[1, 1])]), &[]).is_empty());
    }

    #[test]
    fn what_has_been_begun_is_kept() {
        use ItemState::{Done, InWork, Open};
        let in_force = [begun(1, Done), begun(2, InWork), begun(3, Open)];
        assert_eq!(codes(&proposal(vec![item(&[])]), &in_force), ["items BEGUN_ITEM_MISSING"]);
        let on_with = |place: usize| ProposedItem { continues_id: Some(in_force[place].id), ..item(&[]) };
        assert!(codes(&proposal(vec![on_with(0), on_with(1)]), &in_force).is_empty());
        let twice = proposal(vec![on_with(0), on_with(1), on_with(1)]);
        assert_eq!(codes(&twice, &in_force), ["items.2.continuesId TWICE"]);
        assert_eq!(dropped(&in_force, &[in_force[1].id]), [1]);
    }
}
