//! How a price is split into instalments (S2, S3).

use thiserror::Error;

use crate::value::{
    currency::Currency,
    money::{Money, MoneyError},
};

/// How many instalments a contract may have.
pub const MOST_PARTS: usize = 60;

/// One thing wrong with a split.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SplitMistake {
    /// There is no part at all.
    #[error("a price is paid in at least one instalment")]
    NoParts,
    /// There are more than [`MOST_PARTS`].
    #[error("there are {count} instalments, at most {MOST_PARTS} are possible")]
    TooManyParts {
        /// How many there are.
        count: usize,
    },
    /// A part is nothing or less.
    #[error("instalment {number} is not more than nothing")]
    NotPositive {
        /// Which one, counted from 1.
        number: usize,
    },
    /// A part is of another currency than the price.
    #[error("instalment {number} is in {} and not in the currency of the price", found.code())]
    OtherCurrency {
        /// Which one, counted from 1.
        number: usize,
        /// Its currency.
        found: Currency,
    },
    /// The parts do not add up to the price.
    #[error("the instalments add up to {} and not to {}", sum.amount(), total.amount())]
    SumDiffers {
        /// What they add up to.
        sum: Money,
        /// What they should.
        total: Money,
    },
    /// The shares do not add up to a hundred percent.
    #[error("the shares add up to {sum} percent and not to 100")]
    SharesDiffer {
        /// What they add up to.
        sum: u64,
    },
    /// A sum is too large to reckon with.
    #[error(transparent)]
    Unreckonable(#[from] MoneyError),
}

/// Whether these instalments are a split of the total: each more than nothing, all in its currency, together exactly
/// the total. Names every mistake at once.
pub fn check_split(total: Money, parts: &[Money]) -> Result<(), Vec<SplitMistake>> {
    let mut mistakes = count_mistakes(parts.len());
    for (number, part) in (1..).zip(parts) {
        if part.currency() != total.currency() {
            mistakes.push(SplitMistake::OtherCurrency { number, found: part.currency() });
        }
        if !part.is_positive() {
            mistakes.push(SplitMistake::NotPositive { number });
        }
    }
    // With a foreign part the sum is not wrong but unknown: that part is named above.
    match Money::sum(total.currency(), parts.iter().copied()) {
        Ok(sum) if sum != total && !parts.is_empty() => mistakes.push(SplitMistake::SumDiffers { sum, total }),
        Ok(_) | Err(MoneyError::MixedCurrencies { .. }) => {}
        Err(MoneyError::Overflow) => mistakes.push(MoneyError::Overflow.into()),
    }
    if mistakes.is_empty() { Ok(()) } else { Err(mistakes) }
}

/// Splits a total by percent. Each part but the last is rounded down to the minor unit; the last takes the remainder,
/// so that the parts add up exactly. Refuses shares that do not add up to 100 and parts that come out as nothing.
pub fn split_by_percent(total: Money, percents: &[u32]) -> Result<Vec<Money>, Vec<SplitMistake>> {
    let mut mistakes = count_mistakes(percents.len());
    let sum = percents.iter().copied().map(u64::from).sum();
    if sum != 100 && !percents.is_empty() {
        mistakes.push(SplitMistake::SharesDiffer { sum });
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let parts = shares(total, percents).map_err(|error| vec![error.into()])?;
    check_split(total, &parts).map(|()| parts)
}

fn count_mistakes(count: usize) -> Vec<SplitMistake> {
    match count {
        0 => vec![SplitMistake::NoParts],
        1..=MOST_PARTS => Vec::new(),
        _ => vec![SplitMistake::TooManyParts { count }],
    }
}

fn shares(total: Money, percents: &[u32]) -> Result<Vec<Money>, MoneyError> {
    let Some((_, all_but_last)) = percents.split_last() else { return Ok(Vec::new()) };
    let mut parts = Vec::with_capacity(percents.len());
    let mut rest = total;
    for percent in all_but_last {
        let share = i128::from(total.minor()) * i128::from(*percent) / 100;
        let part = Money::new(i64::try_from(share).map_err(|_| MoneyError::Overflow)?, total.currency());
        rest = rest.minus(part)?;
        parts.push(part);
    }
    parts.push(rest);
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::{SplitMistake::*, *};

    fn dong(amounts: &[i64]) -> Vec<Money> {
        amounts.iter().copied().map(Money::vnd).collect()
    }

    #[test]
    fn instalments_add_up_exactly() {
        let differs = |sum| SumDiffers { sum: Money::vnd(sum), total: Money::vnd(100) };
        let table: [(&[i64], Vec<SplitMistake>); 8] = [
            (&[100], vec![]),
            (&[30, 30, 40], vec![]),
            (&[99], vec![differs(99)]),
            (&[50, 51], vec![differs(101)]),
            (&[], vec![NoParts]),
            (&[100, 0], vec![NotPositive { number: 2 }]),
            (&[-10, 0, 100], vec![NotPositive { number: 1 }, NotPositive { number: 2 }, differs(90)]),
            (&[i64::MAX, 1], vec![MoneyError::Overflow.into()]),
        ];
        for (parts, mistakes) in table {
            assert_eq!(check_split(Money::vnd(100), &dong(parts)).err().unwrap_or_default(), mistakes, "{parts:?}");
        }
    }

    #[test]
    fn a_foreign_part_is_named_and_not_added() {
        let parts = [Money::vnd(60), Money::new(40, Currency::Usd)];
        let mistakes = check_split(Money::vnd(100), &parts).unwrap_err();
        assert_eq!(mistakes, [OtherCurrency { number: 2, found: Currency::Usd }]);
    }

    #[test]
    fn too_many_parts_are_refused() {
        assert!(check_split(Money::vnd(60), &dong(&[1; 60])).is_ok());
        assert_eq!(check_split(Money::vnd(61), &dong(&[1; 61])), Err(vec![TooManyParts { count: 61 }]));
    }

    #[test]
    fn the_last_part_takes_the_remainder() {
        let table: [(i64, &[u32], &[i64]); 6] = [
            (100, &[100], &[100]),
            (100, &[30, 40, 30], &[30, 40, 30]),
            (100_000_001, &[50, 50], &[50_000_000, 50_000_001]),
            (101, &[33, 33, 34], &[33, 33, 35]),
            (10, &[33, 33, 34], &[3, 3, 4]),
            (i64::MAX, &[50, 50], &[4_611_686_018_427_387_903, 4_611_686_018_427_387_904]),
        ];
        for (total, percents, parts) in table {
            assert_eq!(split_by_percent(Money::vnd(total), percents), Ok(dong(parts)), "{total} {percents:?}");
        }
    }

    #[test]
    fn shares_are_checked() {
        let table: [(i64, &[u32], Vec<SplitMistake>); 5] = [
            (100, &[], vec![NoParts]),
            (100, &[50, 49], vec![SharesDiffer { sum: 99 }]),
            (100, &[u32::MAX, u32::MAX], vec![SharesDiffer { sum: 8_589_934_590 }]),
            (100, &[0, 100], vec![NotPositive { number: 1 }]),
            (1, &[50, 50], vec![NotPositive { number: 1 }]),
        ];
        for (total, percents, mistakes) in table {
            assert_eq!(split_by_percent(Money::vnd(total), percents), Err(mistakes), "{total} {percents:?}");
        }
    }
}
