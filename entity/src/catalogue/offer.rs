//! Rule: what a package comes with beside its price: the usual workflow, the usual instalments, how soon the provider
//! answers. A quote begins from it (S2).

use super::trigger::{DueEvent, Trigger};
use crate::refusal::{Mistakes, Words};
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};

const MOST_ITEMS: usize = 40;
const MOST_PARTS: usize = 12;
const LONGEST_NAME: usize = 200;
const LONGEST_ITEM_DAYS: i32 = 365;
const LONGEST_DUE_DAYS: i32 = 3_650;
/// Ten weeks of work: who answers later does not answer.
const LONGEST_RESPONSE: i32 = 400;
/// The whole price, in basis points.
const WHOLE: i32 = 10_000;

/// Who has an item of the workflow to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ItemOwner {
    /// The provider.
    Provider,
    /// The customer (C3).
    Customer,
    /// An authority, which nobody can hurry.
    Authority,
}

/// One item of a usual workflow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WorkflowItem {
    /// Who does it.
    pub owner: ItemOwner,
    /// What is to be done, 1 to 200 characters in each language.
    pub name: Words,
    /// How long it usually takes, 1 to 365 working days.
    pub working_days: i32,
    /// The items it waits for, by their place from 1: only earlier ones, so that nothing waits in a circle.
    pub after: Vec<i32>,
}

/// The usual workflow of a package, in order; empty where none was entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Workflow(pub Vec<WorkflowItem>);

/// One part of a usual instalment plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanPart {
    /// What it is called, 1 to 200 characters in each language.
    pub label: Words,
    /// Its share of the price in basis points: 3,000 is 30 %.
    pub share_basis_points: i32,
    /// What makes it fall due.
    pub due: DueEvent,
    /// How many days after that, 0 to 3,650.
    pub days: i32,
    /// Whether only working days count.
    #[serde(default)]
    pub in_working_days: bool,
}

/// The usual instalments of a package; their shares are the whole price. Empty where none were entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct InstalmentPlan(pub Vec<PlanPart>);

/// What a package comes with, all of it at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// What is done, by whom, in which order.
    pub workflow: Workflow,
    /// When the price is paid.
    pub instalment_plan: InstalmentPlan,
    /// Within how many working hours an inquiry about it is answered, 1 to 400 (P3).
    pub response_hours: Option<i32>,
}

impl Workflow {
    /// How many working days it takes when every item begins as soon as those it waits for are done.
    pub fn working_days(&self) -> i32 {
        let mut ends: Vec<i32> = Vec::with_capacity(self.0.len());
        for item in &self.0 {
            let end_of = |place: &i32| usize::try_from(place.saturating_sub(1)).ok().and_then(|place| ends.get(place));
            let begins = item.after.iter().filter_map(end_of).copied().max().unwrap_or(0);
            ends.push(begins.saturating_add(item.working_days));
        }
        ends.into_iter().max().unwrap_or(0)
    }

    /// This workflow with another one behind it, whose items wait for the same as before under their new places.
    #[must_use]
    pub fn followed_by(mut self, other: &Self) -> Self {
        let shift = i32::try_from(self.0.len()).unwrap_or(i32::MAX);
        self.0.extend(other.0.iter().map(|item| WorkflowItem {
            after: item.after.iter().map(|place| place.saturating_add(shift)).collect(),
            ..item.clone()
        }));
        self
    }
}

impl Offer {
    /// The offer with its texts clean. Notes items that wait for themselves or for later ones, durations and days out of
    /// range, shares that do not add up to the whole price, each with the path of its field.
    pub(super) fn read(&self, mistakes: &mut Mistakes) -> Self {
        limited(mistakes, "offer.workflow", (self.workflow.0.len(), MOST_ITEMS));
        let items = (1..).zip(&self.workflow.0).map(|(place, item)| item.read(mistakes, place));
        let workflow = Workflow(items.collect());
        let instalment_plan = self.instalment_plan.read(mistakes, "offer.instalmentPlan");
        if let Some(hours) = self.response_hours {
            in_range(mistakes, "offer.responseHours", (hours, 1, LONGEST_RESPONSE));
        }
        Self { workflow, instalment_plan, response_hours: self.response_hours }
    }
}

impl InstalmentPlan {
    /// The plan with its texts clean. Notes days out of range and shares that do not add up to the whole price, under
    /// the path of the field it was entered in.
    pub(crate) fn read(&self, mistakes: &mut Mistakes, path: &str) -> Self {
        limited(mistakes, path, (self.0.len(), MOST_PARTS));
        let parts = self.0.iter().enumerate().map(|(at, part)| part.read(mistakes, &format!("{path}.{at}")));
        let plan = Self(parts.collect());
        whole(mistakes, path, &plan);
        plan
    }
}

impl WorkflowItem {
    fn read(&self, mistakes: &mut Mistakes, place: i32) -> Self {
        let path = format!("offer.workflow.{}", place.saturating_sub(1));
        in_range(mistakes, &format!("{path}.workingDays"), (self.working_days, 1, LONGEST_ITEM_DAYS));
        for (at, earlier) in self.after.iter().enumerate() {
            if !(1..place).contains(earlier) {
                let words = Words::new(
                    "Một công việc chỉ chờ được những công việc đứng trước nó.",
                    "An item can only wait for items that stand before it.",
                );
                mistakes.note(format!("{path}.after.{at}"), "NOT_EARLIER", words);
            }
        }
        Self { name: named(mistakes, &path, &self.name), ..self.clone() }
    }
}

impl PlanPart {
    /// When it falls due.
    pub const fn trigger(&self) -> Trigger {
        Trigger { event: self.due, days: self.days, in_working_days: self.in_working_days }
    }

    fn read(&self, mistakes: &mut Mistakes, path: &str) -> Self {
        in_range(mistakes, &format!("{path}.shareBasisPoints"), (self.share_basis_points, 1, WHOLE));
        in_range(mistakes, &format!("{path}.days"), (self.days, 0, LONGEST_DUE_DAYS));
        Self { label: named(mistakes, path, &self.label), ..self.clone() }
    }
}

fn named(mistakes: &mut Mistakes, path: &str, words: &Words) -> Words {
    let vi = mistakes.line(&format!("{path}.nameVi"), &words.vi, LONGEST_NAME);
    let en = mistakes.line(&format!("{path}.nameEn"), &words.en, LONGEST_NAME);
    Words::new(vi, en)
}

fn whole(mistakes: &mut Mistakes, path: &str, plan: &InstalmentPlan) {
    let sum = plan.0.iter().fold(0, |sum: i32, part| sum.saturating_add(part.share_basis_points));
    if !plan.0.is_empty() && sum != WHOLE {
        let words = Words::new(
            format!("Các đợt cộng lại là {sum} phần vạn, phải là {WHOLE}."),
            format!("The shares add up to {sum} basis points, they must be {WHOLE}."),
        );
        mistakes.note(path, "NOT_THE_WHOLE", words);
    }
}

fn limited(mistakes: &mut Mistakes, field: &str, (count, most): (usize, usize)) {
    if count > most {
        let words = Words::new(format!("Tối đa {most} mục."), format!("There may be {most} at most."));
        mistakes.note(field, "TOO_MANY", words);
    }
}

fn in_range(mistakes: &mut Mistakes, field: &str, (value, least, most): (i32, i32, i32)) {
    if !(least..=most).contains(&value) {
        let words = Words::new(format!("Phải từ {least} đến {most}."), format!("It must be {least} to {most}."));
        mistakes.note(field, "OUT_OF_RANGE", words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refusal::Refusal;

    fn item(working_days: i32, after: &[i32]) -> WorkflowItem {
        WorkflowItem {
            owner: ItemOwner::Provider,
            name: Words::new("Khảo sát", "Survey"),
            working_days,
            after: after.to_vec(),
        }
    }

    fn part(share_basis_points: i32) -> PlanPart {
        PlanPart {
            label: Words::new("Đợt", "Part"),
            share_basis_points,
            due: DueEvent::Signature,
            days: 5,
            in_working_days: false,
        }
    }

    fn refused(offer: &Offer) -> Vec<String> {
        let mut mistakes = Mistakes::default();
        offer.read(&mut mistakes);
        let Err(Refusal::Invalid(noted)) = mistakes.finish() else { return Vec::new() };
        noted.into_iter().map(|mistake| format!("{} {}", mistake.field, mistake.code)).collect()
    }

    #[test]
    fn the_longest_chain_decides_how_long_it_takes() {
        let table = [
            (vec![], 0),
            (vec![item(3, &[])], 3),
            (vec![item(3, &[]), item(4, &[])], 4),
            (vec![item(3, &[]), item(4, &[1])], 7),
            (vec![item(3, &[]), item(10, &[]), item(4, &[1]), item(2, &[2, 3])], 12),
        ];
        for (items, days) in table {
            let workflow = Workflow(items);
            assert_eq!(workflow.working_days(), days, "{workflow:?}");
        }
    }

    #[test]
    fn what_follows_waits_for_its_own() {
        let both =
            Workflow(vec![item(3, &[]), item(4, &[1])]).followed_by(&Workflow(vec![item(2, &[]), item(1, &[1])]));
        let after: Vec<_> = both.0.iter().map(|item| item.after.clone()).collect();
        assert_eq!(after, [vec![], vec![1], vec![], vec![3]]);
    }

    #[test]
    fn an_offer_is_refused_with_every_mistake_in_it() {
        let offer = Offer {
            workflow: Workflow(vec![item(0, &[]), item(5, &[2, 0, 1])]),
            instalment_plan: InstalmentPlan(vec![part(3_000), part(6_999)]),
            response_hours: Some(0),
        };
        let expected = [
            "offer.workflow.0.workingDays OUT_OF_RANGE",
            "offer.workflow.1.after.0 NOT_EARLIER",
            "offer.workflow.1.after.1 NOT_EARLIER",
            "offer.instalmentPlan NOT_THE_WHOLE",
            "offer.responseHours OUT_OF_RANGE",
        ];
        assert_eq!(refused(&offer), expected);
    }

    #[test]
    fn nothing_and_a_whole_offer_are_taken() {
        assert!(refused(&Offer::default()).is_empty());
        let offer = Offer {
            workflow: Workflow(vec![item(5, &[]), item(10, &[1])]),
            instalment_plan: InstalmentPlan(vec![part(3_000), part(7_000)]),
            response_hours: Some(8),
        };
        assert!(refused(&offer).is_empty());
    }
}
