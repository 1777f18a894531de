//! How a received sum is spread over what is open (C5).

use chrono::NaiveDate;
use thiserror::Error;

use crate::value::{
    id::InstalmentId,
    money::{Money, MoneyError},
};

/// An instalment of which something is still owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// Which one.
    pub instalment: InstalmentId,
    /// Its number in the contract, which decides among those due on one day.
    pub number: i32,
    /// The day it falls due.
    pub due_on: NaiveDate,
    /// What is still owed of it.
    pub outstanding: Money,
}

/// The part of a received sum that goes to one instalment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which instalment.
    pub instalment: InstalmentId,
    /// How much of the sum.
    pub amount: Money,
    /// Whether nothing is owed of the instalment after it.
    pub settles: bool,
}

/// How a received sum was spread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// The parts, in the order they were given.
    pub parts: Vec<Part>,
    /// What no instalment lacks: it stays unallocated.
    pub rest: Money,
}

/// Why a sum could not be spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AllocatingRefused {
    /// Nothing, or less than nothing, was received.
    #[error("a received sum is more than nothing")]
    NotPositive,
    /// The sum and the instalments are not of one currency.
    #[error(transparent)]
    Unreckonable(#[from] MoneyError),
}

impl Spread {
    /// The instalments of which nothing is owed any more.
    pub fn settled(&self) -> impl Iterator<Item = InstalmentId> {
        self.parts.iter().filter(|part| part.settles).map(|part| part.instalment)
    }
}

/// Spreads a received sum over open instalments, the oldest due date first, of those due on one day the lowest number
/// first (C5). Never more than what an instalment still lacks; what is left over stays unallocated.
/// All amounts are of one currency; refuses a mixture, and a sum that is not positive.
pub fn allocate(received: Money, open: &[Open]) -> Result<Spread, AllocatingRefused> {
    if !received.is_positive() {
        return Err(AllocatingRefused::NotPositive);
    }
    let mut oldest_first = open.to_vec();
    oldest_first.sort_by_key(|open| (open.due_on, open.number));
    let mut spread = Spread { parts: Vec::new(), rest: received };
    for open in oldest_first {
        let amount = spread.rest.smaller_of(open.outstanding)?;
        if amount.is_positive() {
            spread.rest = spread.rest.minus(amount)?;
            spread.parts.push(Part { instalment: open.instalment, amount, settles: amount == open.outstanding });
        }
    }
    Ok(spread)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{calendar::working_day::tests::on, value::currency::Currency};

    fn open(instalments: &[(&str, i32, i64)]) -> Vec<Open> {
        let open = |(due_on, number, outstanding): &(&str, i32, i64)| Open {
            instalment: InstalmentId::new(),
            number: *number,
            due_on: on(due_on),
            outstanding: Money::vnd(*outstanding),
        };
        instalments.iter().map(open).collect()
    }

    // received; open (due, number, outstanding); parts (number, amount, settles); rest
    macro_rules! case {
        ($name:ident, $received:expr, $open:expr, $parts:expr, $rest:expr) => {
            #[test]
            fn $name() {
                let open = open(&$open);
                let spread = allocate(Money::vnd($received), &open).unwrap();
                let number = |part: &Part| open.iter().find(|open| open.instalment == part.instalment).unwrap().number;
                let parts: Vec<(i32, i64, bool)> =
                    spread.parts.iter().map(|part| (number(part), part.amount.minor(), part.settles)).collect();
                assert_eq!((parts, spread.rest), ($parts.to_vec(), Money::vnd($rest)));
                let given = Money::sum(Currency::Vnd, spread.parts.iter().map(|part| part.amount)).unwrap();
                assert_eq!(given.plus(spread.rest), Ok(Money::vnd($received)));
            }
        };
    }

    const NONE: [(i32, i64, bool); 0] = [];

    case!(in_part, 60, [("2026-01-05", 1, 100)], [(1, 60, false)], 0);
    case!(in_full, 100, [("2026-01-05", 1, 100)], [(1, 100, true)], 0);
    case!(over_two, 150, [("2026-01-05", 1, 100), ("2026-02-05", 2, 100)], [(1, 100, true), (2, 50, false)], 0);
    case!(oldest_first, 150, [("2026-02-05", 1, 100), ("2026-01-05", 2, 100)], [(2, 100, true), (1, 50, false)], 0);
    case!(by_number_on_one_day, 50, [("2026-01-05", 2, 40), ("2026-01-05", 1, 40)], [(1, 40, true), (2, 10, false)], 0);
    case!(more_than_owed, 250, [("2026-01-05", 1, 100)], [(1, 100, true)], 150);
    case!(nothing_owed, 250, [], NONE, 250);
    case!(settled_ones_get_nothing, 50, [("2026-01-05", 1, 0), ("2026-02-05", 2, 80)], [(2, 50, false)], 0);
    case!(overpaid_ones_give_nothing, 50, [("2026-01-05", 1, -10), ("2026-02-05", 2, 80)], [(2, 50, false)], 0);
    case!(one_dong, 1, [("2026-01-05", 1, 1), ("2026-02-05", 2, 1)], [(1, 1, true)], 0);

    #[test]
    fn what_is_settled_is_told() {
        let open = open(&[("2026-01-05", 1, 100), ("2026-02-05", 2, 100)]);
        let spread = allocate(Money::vnd(150), &open).unwrap();
        assert_eq!(spread.settled().collect::<Vec<_>>(), [open[0].instalment]);
    }

    #[test]
    fn a_mixture_and_an_empty_sum_are_refused() {
        let open = open(&[("2026-01-05", 1, 100)]);
        let mixed = MoneyError::MixedCurrencies { left: Currency::Usd, right: Currency::Vnd };
        assert_eq!(allocate(Money::new(5, Currency::Usd), &open), Err(AllocatingRefused::Unreckonable(mixed)));
        assert_eq!(allocate(Money::vnd(0), &open), Err(AllocatingRefused::NotPositive));
        assert_eq!(allocate(Money::vnd(-5), &open), Err(AllocatingRefused::NotPositive));
    }
}
