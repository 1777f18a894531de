//! Rule: what a quote comes to with the lines that were ticked, how that is split, and when each part falls due.

use super::content::{Content, Line};
use crate::calendar::working_day::Calendar;
use crate::catalogue::offer::PlanPart;
use crate::catalogue::trigger::DueEvent;
use crate::value::money::{Money, MoneyError};
use chrono::NaiveDate;

/// The whole price, in basis points.
const WHOLE: i128 = 10_000;

/// What a choice of lines comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    /// Without VAT.
    pub net: Money,
    /// The VAT.
    pub vat: Money,
    /// Both together.
    pub total: Money,
}

/// A part of the price with its amount and the day it is expected to fall due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due<'a> {
    /// As it was quoted.
    pub part: &'a PlanPart,
    /// Its amount.
    pub amount: Money,
    /// When it falls due if everything goes as quoted; signing fixes it.
    pub on: NaiveDate,
}

impl Content {
    /// The lines that are delivered: all that are not optional, and of the others those that were ticked, by their place
    /// from 1.
    pub fn delivered<'a>(&'a self, ticked: &'a [i32]) -> impl Iterator<Item = &'a Line> {
        let numbered = (1..).zip(&self.lines);
        numbered.filter(|(place, line)| !line.is_optional || ticked.contains(place)).map(|(_, line)| line)
    }

    /// What the delivered lines come to.
    pub fn totals(&self, ticked: &[i32]) -> Result<Totals, MoneyError> {
        let money = |minor: i64| Money::new(minor, self.currency);
        let net = Money::sum(self.currency, self.delivered(ticked).map(|line| money(line.net_minor)))?;
        let vat = Money::sum(self.currency, self.delivered(ticked).map(|line| money(line.vat_minor)))?;
        Ok(Totals { net, vat, total: net.plus(vat)? })
    }

    /// The instalments of a total, accepted on a day. Each part but the last is rounded down to the minor unit; the last
    /// takes the remainder. What hangs on the work is expected at its end.
    pub fn schedule(
        &self,
        total: Money,
        (accepted_on, calendar): (NaiveDate, &Calendar),
    ) -> Result<Vec<Due<'_>>, MoneyError> {
        let parts = &self.instalments.0;
        let mut left = total;
        let mut schedule = Vec::with_capacity(parts.len());
        for (place, part) in (1..).zip(parts) {
            let amount = if place == parts.len() { left } else { share(total, part.share_basis_points)? };
            left = left.minus(amount)?;
            let on = self.expected(part, accepted_on, calendar);
            schedule.push(Due { part, amount, on });
        }
        Ok(schedule)
    }

    fn expected(&self, part: &PlanPart, accepted_on: NaiveDate, calendar: &Calendar) -> NaiveDate {
        let begins = match part.due {
            DueEvent::Signature => accepted_on,
            DueEvent::DocumentsComplete
            | DueEvent::Filed
            | DueEvent::ResultObtained
            | DueEvent::Completion
            | DueEvent::Acceptance
            | DueEvent::WarrantyEnd => {
                calendar.add_working_days(accepted_on, u32::try_from(self.working_days).unwrap_or_default())
            }
        };
        part.trigger().day_after(begins, calendar)
    }
}

fn share(total: Money, basis_points: i32) -> Result<Money, MoneyError> {
    let exact = i128::from(total.minor()) * i128::from(basis_points) / WHOLE;
    let minor = i64::try_from(exact).map_err(|_| MoneyError::Overflow)?;
    Ok(Money::new(minor, total.currency()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::offer::{InstalmentPlan, Workflow};
    use crate::catalogue::vat::VatCategory;
    use crate::refusal::Words;
    use crate::value::currency::Currency;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn line(net_minor: i64, vat_minor: i64, is_optional: bool) -> Line {
        Line {
            package_id: None,
            name: Words::new("Hồ sơ", "File"),
            net_minor,
            vat_category: VatCategory::Standard,
            vat_rate_basis_points: 1_000,
            vat_minor,
            warranty_months: 12,
            workflow: Workflow::default(),
            response_hours: None,
            is_optional,
            departure: None,
        }
    }

    fn part(share_basis_points: i32, due: DueEvent, days: i32) -> PlanPart {
        PlanPart { label: Words::new("Đợt", "Part"), share_basis_points, due, days, in_working_days: false }
    }

    fn content() -> Content {
        Content {
            title: "Hồ sơ".to_owned(),
            currency: Currency::Vnd,
            lines: vec![line(101, 10, false), line(50, 5, true), line(30, 3, true)],
            instalments: InstalmentPlan(vec![
                part(3_333, DueEvent::Signature, 5),
                part(6_667, DueEvent::Completion, 0),
            ]),
            working_days: 10,
            terms: "Theo quy định.".to_owned(),
            valid_until: day("2026-03-31"),
            omission: None,
        }
    }

    #[test]
    fn ticks_decide_the_total() {
        let table: [(&[i32], i64); 5] = [(&[], 111), (&[2], 166), (&[3], 144), (&[2, 3], 199), (&[1, 9], 111)];
        for (ticked, total) in table {
            assert_eq!(content().totals(ticked).unwrap().total, Money::vnd(total), "{ticked:?}");
        }
    }

    #[test]
    fn the_last_part_takes_the_remainder_and_work_ends_after_its_days() {
        let content = content();
        // Monday; ten working days later is the Monday of the second week.
        let schedule = content.schedule(Money::vnd(111), (day("2026-03-02"), &Calendar::default())).unwrap();
        let found: Vec<_> = schedule.iter().map(|due| (due.amount.minor(), due.on)).collect();
        assert_eq!(found, [(36, day("2026-03-07")), (75, day("2026-03-16"))]);
    }

    #[test]
    fn another_word_is_another_hash() {
        let (one, other) = (content(), Content { terms: "Khác.".to_owned(), ..content() });
        assert_eq!(one.hash(("BG-1", 1)), one.hash(("BG-1", 1)));
        assert_ne!(one.hash(("BG-1", 1)), other.hash(("BG-1", 1)));
        assert_ne!(one.hash(("BG-1", 1)), one.hash(("BG-1", 2)));
    }
}
