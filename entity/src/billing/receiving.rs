//! Rule: what a payment may be entered with, and how it is spread when somebody says so by hand (C5).

use super::allocating::{Open, Part, Spread, allocate};
use super::owed::Owed;
use crate::contract::contract;
use crate::refusal::{Mistakes, Words};
use crate::value::currency::Currency;
use crate::value::entered::Entered;
use crate::value::id::{ContractId, InstalmentId};
use crate::value::money::Money;
use chrono::NaiveDate;

pub(crate) const LONGEST_REFERENCE: usize = 64;
pub(crate) const LONGEST_NOTE: usize = 500;

/// A payment as somebody enters it.
#[derive(Clone, Debug)]
pub struct Received {
    /// For which contract.
    pub contract_id: ContractId,
    /// The version the contract was read at, if it matters.
    pub expected_version: Option<i64>,
    /// The bank's reference, 1 to 64 characters: the same again is the same payment.
    pub reference: String,
    /// How much, more than nothing, in the contract's currency.
    pub amount: Entered,
    /// The day it came in: from signing on, not in the future.
    pub received_on: NaiveDate,
    /// Up to 500 characters for colleagues.
    pub note: Option<String>,
    /// What goes to which instalment; without it the oldest due date comes first. What is left stays unallocated.
    pub allocations: Option<Vec<Wanted>>,
}

/// A part of a payment that somebody gives to an instalment.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Which one, of the same contract.
    pub instalment_id: InstalmentId,
    /// How much, at most what is still owed of it.
    pub amount: String,
}

/// A payment that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Receipt {
    pub(crate) reference: String,
    pub(crate) amount: Money,
    pub(crate) received_on: NaiveDate,
    pub(crate) note: Option<String>,
}

impl Received {
    pub(super) fn read(
        &self,
        mistakes: &mut Mistakes,
        contract: &contract::Model,
        today: NaiveDate,
    ) -> Option<Receipt> {
        let reference = mistakes.line("reference", &self.reference, LONGEST_REFERENCE);
        let amount = mistakes.amount_in("amount", &self.amount, contract.currency);
        let note = mistakes.optional_line("note", self.note.as_deref(), LONGEST_NOTE);
        let received_on = received_on(mistakes, "receivedOn", self.received_on, (contract.signed_on, today));
        let (amount, received_on) = amount.zip(received_on)?;
        (!reference.is_empty()).then_some(Receipt { reference, amount, received_on, note })
    }

    /// How the payment is spread over what is open: as somebody said, else by the rule.
    pub(super) fn spread(&self, mistakes: &mut Mistakes, amount: Money, owed: &[Owed]) -> Option<Spread> {
        let open = open(owed);
        match &self.allocations {
            Some(wanted) => by_hand(mistakes, amount, wanted, &open),
            None => allocate(amount, &open).ok(),
        }
    }
}

/// The instalments of which something is owed, as the rule knows them; what awaits an event is due after everything that
/// has a day.
pub(crate) fn open(owed: &[Owed]) -> Vec<Open> {
    let open = owed.iter().filter(|owed| owed.outstanding.is_positive()).map(|owed| Open {
        instalment: owed.instalment.id,
        number: owed.instalment.number,
        due_on: owed.instalment.awaited().map_or(owed.instalment.due_on, |_| NaiveDate::MAX),
        outstanding: owed.outstanding,
    });
    open.collect()
}

/// A day on which something can have come in: not in the future, not before signing.
pub(crate) fn received_on(
    mistakes: &mut Mistakes,
    field: &str,
    day: NaiveDate,
    (signed_on, today): (Option<NaiveDate>, NaiveDate),
) -> Option<NaiveDate> {
    let day = mistakes.past_day(field, day, today)?;
    let signed_on = signed_on.filter(|signed_on| day < *signed_on);
    let Some(signed_on) = signed_on else { return Some(day) };
    let words = Words::new(
        format!("Hợp đồng được ký ngày {signed_on}; không thể có tiền đến trước đó."),
        format!("The contract was signed on {signed_on}; nothing can have come in before."),
    );
    mistakes.note(field, "BEFORE_SIGNING", words);
    None
}

fn by_hand(mistakes: &mut Mistakes, amount: Money, wanted: &[Wanted], open: &[Open]) -> Option<Spread> {
    let currency = amount.currency();
    let mut parts: Vec<Part> = Vec::new();
    for (place, wanted) in wanted.iter().enumerate() {
        let part = part(mistakes, place, wanted, (currency, open, &parts));
        parts.extend(part);
    }
    let allocated = Money::sum(currency, parts.iter().map(|part| part.amount)).ok()?;
    let rest = amount.minus(allocated).ok()?;
    if rest.is_negative() {
        let words = Words::new(
            format!("Tổng phân bổ {} lớn hơn số tiền nhận được.", allocated.amount()),
            format!("The parts add up to {}, more than was received.", allocated.amount()),
        );
        mistakes.note("allocations", "MORE_THAN_RECEIVED", words);
        return None;
    }
    Some(Spread { parts, rest })
}

fn part(
    mistakes: &mut Mistakes,
    place: usize,
    wanted: &Wanted,
    (currency, open, before): (Currency, &[Open], &[Part]),
) -> Option<Part> {
    let which = format!("allocations.{place}.instalmentId");
    let Some(open) = open.iter().find(|open| open.instalment == wanted.instalment_id) else {
        let words = Words::new(
            "Đợt thanh toán này không thuộc hợp đồng hoặc đã trả đủ.",
            "This instalment is not of this contract, or nothing is owed of it.",
        );
        mistakes.note(which, "NOT_OPEN", words);
        return None;
    };
    if before.iter().any(|part| part.instalment == wanted.instalment_id) {
        mistakes.note(which, "DUPLICATE", Words::new("Đợt này đã được nêu ở trên.", "This instalment is named above."));
        return None;
    }
    let field = format!("allocations.{place}.amount");
    let amount = mistakes.amount(&field, &wanted.amount, currency)?;
    if amount.minor() > open.outstanding.minor() {
        let words = Words::new(
            format!("Đợt này chỉ còn phải trả {}.", open.outstanding.amount()),
            format!("Only {} is still owed of this instalment.", open.outstanding.amount()),
        );
        mistakes.note(field, "MORE_THAN_OWED", words);
        return None;
    }
    Some(Part { instalment: open.instalment, amount, settles: amount == open.outstanding })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refusal::Refusal;

    fn opens() -> Vec<Open> {
        let due_on: NaiveDate = "2026-11-20".parse().unwrap();
        let open = |number, outstanding| Open {
            instalment: InstalmentId::new(),
            number,
            due_on,
            outstanding: Money::vnd(outstanding),
        };
        vec![open(1, 100), open(2, 50)]
    }

    fn wanted(open: &Open, amount: &str) -> Wanted {
        Wanted { instalment_id: open.instalment, amount: amount.to_owned() }
    }

    #[test]
    fn parts_given_by_hand_are_taken_and_the_rest_is_kept() {
        let open = opens();
        let mut mistakes = Mistakes::default();
        let spread =
            by_hand(&mut mistakes, Money::vnd(120), &[wanted(&open[1], "50"), wanted(&open[0], "40")], &open).unwrap();
        assert_eq!(spread.rest, Money::vnd(30));
        assert_eq!(spread.settled().collect::<Vec<_>>(), [open[1].instalment]);
        assert!(mistakes.finish().is_ok());
    }

    #[test]
    fn wrong_parts_are_all_named() {
        let open = opens();
        let mut mistakes = Mistakes::default();
        let strange = Wanted { instalment_id: InstalmentId::new(), amount: "1".to_owned() };
        let parts =
            [strange, wanted(&open[0], "101"), wanted(&open[1], "50"), wanted(&open[1], "1"), wanted(&open[0], "0")];
        assert_eq!(by_hand(&mut mistakes, Money::vnd(40), &parts, &open), None);
        let Err(Refusal::Invalid(noted)) = mistakes.finish() else { panic!("nothing was refused") };
        let codes: Vec<_> = noted.iter().map(|mistake| (mistake.field.as_str(), mistake.code)).collect();
        let expected = [
            ("allocations.0.instalmentId", "NOT_OPEN"),
            ("allocations.1.amount", "MORE_THAN_OWED"),
            ("allocations.3.instalmentId", "DUPLICATE"),
            ("allocations.4.amount", "NOT_POSITIVE"),
            ("allocations", "MORE_THAN_RECEIVED"),
        ];
        assert_eq!(codes, expected);
    }
}
