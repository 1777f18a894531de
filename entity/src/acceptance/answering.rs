//! What may be said to a round of acceptance: checked as a whole, every mistake named at once (S6).

use crate::access::By;
use crate::refusal::{Mistakes, Words};
use crate::value::id::{DeliverableId, DocumentId};
use chrono::NaiveDate;

/// How many things may remain of one acceptance.
pub const MOST_REMAINING: usize = 50;

const LONGEST_WHAT: usize = 500;
/// How long the words about a paper may be, in characters.
pub const LONGEST_PAPER: usize = 500;
const LONGEST_REASON: usize = 2_000;

/// What every answer to a round says.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The completion report it is about, in the version that was read.
    pub report_id: DocumentId,
    /// SHA-256 of the report as it was read, in hexadecimal, if it was looked at.
    pub sha256: Option<String>,
    /// Who signed which paper, where staff enter an answer given on paper, 1 to 500 characters.
    pub on_paper: Option<String>,
}

/// One thing that remains to be done, as somebody enters it.
#[derive(Clone, Debug)]
pub struct Remaining {
    /// Of which deliverable.
    pub deliverable_id: DeliverableId,
    /// What is to be done, 1 to 500 characters.
    pub what: String,
    /// By when; not before the day of acceptance.
    pub due_on: NaiveDate,
}

/// Who signed which paper: staff must say so, the customer's signatory signs by being signed in.
pub fn paper(mistakes: &mut Mistakes, by: &By, answer: &Answer) -> Option<String> {
    let entered = answer.on_paper.as_deref().unwrap_or_default();
    by.viewer.is_staff().then(|| mistakes.line("onPaper", entered, LONGEST_PAPER))
}

/// Only what was signed on paper can have happened before today.
pub fn check_day(mistakes: &mut Mistakes, by: &By, on: Option<NaiveDate>) {
    if !by.viewer.is_staff() && on.is_some_and(|on| on != by.today()) {
        let words = Words::new("Nghiệm thu trực tuyến có hiệu lực trong ngày.", "What is signed on line is of today.");
        mistakes.note("on", "NOT_TODAY", words);
    }
}

/// The reasons of a rejection.
pub fn reason(mistakes: &mut Mistakes, entered: &str) -> String {
    mistakes.lines("reason", entered, LONGEST_REASON)
}

/// What remains, without a mistake; of every deliverable named something that is still to be accepted.
pub fn check_remaining(
    mistakes: &mut Mistakes,
    entered: &[Remaining],
    open: &[DeliverableId],
    on: NaiveDate,
) -> Vec<Remaining> {
    if entered.len() > MOST_REMAINING {
        let words = Words::new(
            format!("Tối đa {MOST_REMAINING} việc còn lại."),
            format!("At most {MOST_REMAINING} things can remain."),
        );
        mistakes.note("remaining", "WRONG_COUNT", words);
        return Vec::new();
    }
    if !entered.is_empty() && open.iter().all(|id| entered.iter().any(|item| item.deliverable_id == *id)) {
        let words = Words::new(
            "Hạng mục nào cũng còn việc phải làm: hãy từ chối nghiệm thu và nêu lý do.",
            "Something remains of every deliverable: reject the work and say why.",
        );
        mistakes.note("remaining", "NOTHING_ACCEPTED", words);
    }
    let checked = entered.iter().enumerate().map(|(place, item)| {
        let path = |field: &str| format!("remaining.{place}.{field}");
        if !open.contains(&item.deliverable_id) {
            let words =
                Words::new("Hạng mục này không chờ nghiệm thu.", "This deliverable does not wait for acceptance.");
            mistakes.note(path("deliverableId"), "UNKNOWN", words);
        }
        if item.due_on < on {
            let words =
                Words::new(format!("Ngày này phải từ {on} trở đi."), format!("This day must not be before {on}."));
            mistakes.note(path("dueOn"), "OUT_OF_ORDER", words);
        }
        Remaining { what: mistakes.line(&path("what"), &item.what, LONGEST_WHAT), ..item.clone() }
    });
    checked.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::working_day::tests::on;

    #[test]
    fn every_mistake_in_what_remains_is_named() {
        let open = [DeliverableId::new(), DeliverableId::new()];
        let item = |deliverable_id, what: &str, due_on| Remaining { deliverable_id, what: what.to_owned(), due_on };
        let noted = |entered: &[Remaining]| {
            let mut mistakes = Mistakes::default();
            check_remaining(&mut mistakes, entered, &open, on("2026-03-16"));
            let Err(crate::refusal::Refusal::Invalid(found)) = mistakes.finish() else { return Vec::new() };
            found.iter().map(|it| format!("{} {}", it.field, it.code)).collect::<Vec<_>>()
        };
        let right = item(open[0], "Bổ sung phụ lục 3", on("2026-03-16"));
        assert_eq!(noted(&[]), Vec::<String>::new());
        assert_eq!(noted(std::slice::from_ref(&right)), Vec::<String>::new());
        let all = [right.clone(), item(open[1], "Đóng dấu", on("2026-03-20"))];
        assert_eq!(noted(&all), ["remaining NOTHING_ACCEPTED"]);
        let wrong = [item(DeliverableId::new(), " ", on("2026-03-15"))];
        let expected =
            ["remaining.0.deliverableId UNKNOWN", "remaining.0.dueOn OUT_OF_ORDER", "remaining.0.what EMPTY"];
        assert_eq!(noted(&wrong), expected);
        assert_eq!(noted(&vec![right; 51]), ["remaining WRONG_COUNT"]);
    }
}
