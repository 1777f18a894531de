//! When it is paid.

use super::{Facts, Registration};
use crate::billing::due_day;
use crate::billing::splitting::{MOST_PARTS, SplitMistake, check_split};
use crate::catalogue::trigger::{DueEvent, Trigger};
use crate::refusal::{Mistakes, Words};
use crate::value::money::Money;
use chrono::NaiveDate;

const LONGEST_LABEL: usize = 200;
/// How long after an event something may fall due.
const LONGEST_DAYS: i32 = 3_650;

/// An instalment without a mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::life) struct Instalment {
    pub(in crate::life) label: String,
    pub(in crate::life) amount: Money,
    pub(in crate::life) agreed_due_on: NaiveDate,
    pub(in crate::life) due_on: NaiveDate,
    pub(in crate::life) trigger: Option<Trigger>,
}

impl Registration {
    /// All instalments, which must add up to the total; or nothing when one has a mistake.
    pub(super) fn schedule(
        &self,
        mistakes: &mut Mistakes,
        facts: &Facts,
        total: Option<Money>,
    ) -> Option<Vec<Instalment>> {
        let mut schedule = Vec::new();
        for (place, part) in self.instalments.iter().take(MOST_PARTS).enumerate() {
            let path = |field: &str| format!("instalments.{place}.{field}");
            let label = mistakes.line(&path("label"), &part.label, LONGEST_LABEL);
            due_day::check(mistakes, &path("dueOn"), part.due_on, Some(self.signed_on));
            let amount = mistakes.amount(&path("amount"), &part.amount, self.currency);
            if let Some(trigger) = part.trigger {
                self.check_trigger(mistakes, &path("due"), trigger);
            }
            schedule.push(amount.map(|amount| Instalment {
                label,
                amount,
                agreed_due_on: part.due_on,
                due_on: facts.calendar.on_or_after(part.due_on),
                trigger: part.trigger,
            }));
        }
        let count = self.instalments.len();
        if !(1..=MOST_PARTS).contains(&count) {
            let words = Words::new(
                format!("Hợp đồng có từ 1 đến {MOST_PARTS} đợt thanh toán."),
                format!("A contract has 1 to {MOST_PARTS} instalments."),
            );
            mistakes.note("instalments", "WRONG_COUNT", words);
            return None;
        }
        let schedule: Vec<Instalment> = schedule.into_iter().collect::<Option<_>>()?;
        let amounts: Vec<Money> = schedule.iter().map(|due| due.amount).collect();
        if let Some(Err(wrong)) = total.map(|total| check_split(total, &amounts)) {
            for wrong in &wrong {
                mistakes.note("instalments", "DOES_NOT_SUM", words_of(wrong));
            }
            return None;
        }
        Some(schedule)
    }

    /// An event that an instalment waits for is still to come, and within ten years.
    fn check_trigger(&self, mistakes: &mut Mistakes, path: &str, trigger: Trigger) {
        if !(0..=LONGEST_DAYS).contains(&trigger.days) {
            let words =
                Words::new(format!("Phải từ 0 đến {LONGEST_DAYS}."), format!("It must be 0 to {LONGEST_DAYS}."));
            mistakes.note(format!("{path}.days"), "OUT_OF_RANGE", words);
        }
        let has_happened = match trigger.event {
            DueEvent::Signature => true,
            DueEvent::DocumentsComplete | DueEvent::Filed | DueEvent::ResultObtained | DueEvent::Completion => {
                self.finished_on.is_some()
            }
            DueEvent::Acceptance => self.accepted_on.is_some(),
            DueEvent::WarrantyEnd => self.closed_on.is_some(),
        };
        if has_happened {
            let words = Words::new(
                "Sự kiện này đã xảy ra: hãy nhập ngày đến hạn.",
                "That has happened already: enter the day it fell due instead.",
            );
            mistakes.note(format!("{path}.event"), "ALREADY_HAPPENED", words);
        }
    }
}

fn words_of(wrong: &SplitMistake) -> Words {
    match wrong {
        SplitMistake::SumDiffers { sum, total } => Words::new(
            format!("Các đợt cộng lại là {}, không phải {}.", sum.amount(), total.amount()),
            format!("The instalments add up to {}, not to {}.", sum.amount(), total.amount()),
        ),
        // Each part and their number were checked above; what remains has no better words than its own.
        SplitMistake::NoParts
        | SplitMistake::TooManyParts { .. }
        | SplitMistake::NotPositive { .. }
        | SplitMistake::OtherCurrency { .. }
        | SplitMistake::SharesDiffer { .. }
        | SplitMistake::Unreckonable(_) => Words::new("Các đợt không khớp với tổng giá trị.", wrong.to_string()),
    }
}
