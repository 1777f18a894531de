//! Value added tax: categories, rates by validity, and the tax of a net amount (design 3).

use chrono::NaiveDate;
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::value::money::{Money, MoneyError};

/// One hundred percent in basis points, the unit of rates.
pub const WHOLE: i32 = 10_000;

/// How a service is taxed; the rate of the category is that of the day the invoice is issued.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum VatCategory {
    /// The general rate: 10 %.
    Standard,
    /// The general rate while it is lowered by resolution: 8 % until the end of 2026.
    Reduced,
    /// Five percent.
    FivePercent,
    /// Taxed at nothing, as exports and services to export processing enterprises are.
    Zero,
    /// Not subject to the tax (KCT).
    Exempt,
    /// Neither declared nor paid (KKKNT).
    NotDeclared,
}

/// One line of the table of rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The category it is for.
    pub category: VatCategory,
    /// The rate in basis points: 800 is 8 %.
    pub basis_points: i32,
    /// The first day it holds.
    pub valid_from: NaiveDate,
    /// The last day it holds; none while no end is known.
    pub valid_to: Option<NaiveDate>,
}

/// The table of rates says nothing for that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("no VAT rate of category {category:?} is known for {on}")]
pub struct NoRate {
    /// The category asked for.
    pub category: VatCategory,
    /// The day asked for.
    pub on: NaiveDate,
}

/// The rate of a category on the day of invoicing, in basis points.
/// Of several lines that hold on that day the one that began last counts.
pub fn rate_on(rates: &[Rate], category: VatCategory, on: NaiveDate) -> Result<i32, NoRate> {
    let holding = rates.iter().filter(|rate| {
        rate.category == category && rate.valid_from <= on && rate.valid_to.is_none_or(|last| on <= last)
    });
    holding.max_by_key(|rate| rate.valid_from).map(|rate| rate.basis_points).ok_or(NoRate { category, on })
}

/// The tax on a net amount. Rounded half away from zero to the minor unit: half a dong is a dong.
pub fn vat_of(net: Money, basis_points: i32) -> Result<Money, MoneyError> {
    let exact = i128::from(net.minor()) * i128::from(basis_points);
    let half = i128::from(WHOLE / 2) * exact.signum();
    let minor = i64::try_from((exact + half) / i128::from(WHOLE)).map_err(|_| MoneyError::Overflow)?;
    Ok(Money::new(minor, net.currency()))
}

#[cfg(test)]
mod tests {
    use super::{VatCategory::*, *};
    use crate::{calendar::working_day::tests::on, value::currency::Currency};

    fn rates() -> Vec<Rate> {
        let rate = |category, basis_points, from, to: Option<&str>| Rate {
            category,
            basis_points,
            valid_from: on(from),
            valid_to: to.map(on),
        };
        vec![
            rate(Standard, 1_000, "2009-01-01", None),
            rate(Reduced, 800, "2025-07-01", Some("2026-12-31")),
            rate(Reduced, 1_000, "2027-01-01", None),
            rate(FivePercent, 500, "2009-01-01", None),
            rate(FivePercent, 400, "2028-01-01", None),
            rate(Zero, 0, "2009-01-01", None),
        ]
    }

    #[test]
    fn the_rate_is_that_of_the_day() {
        let table = [
            (Standard, "2026-11-20", Ok(1_000)),
            (Reduced, "2025-06-30", Err(NoRate { category: Reduced, on: on("2025-06-30") })),
            (Reduced, "2025-07-01", Ok(800)),
            (Reduced, "2026-12-31", Ok(800)),
            (Reduced, "2027-01-01", Ok(1_000)),
            (FivePercent, "2027-12-31", Ok(500)),
            (FivePercent, "2028-01-01", Ok(400)),
            (Zero, "2026-11-20", Ok(0)),
            (Exempt, "2026-11-20", Err(NoRate { category: Exempt, on: on("2026-11-20") })),
        ];
        for (category, day, rate) in table {
            assert_eq!(rate_on(&rates(), category, on(day)), rate, "{category:?} {day}");
        }
    }

    #[test]
    fn half_a_minor_unit_is_rounded_away_from_zero() {
        let table = [
            (100_000_000, 800, 8_000_000),
            (0, 1_000, 0),
            (5, 1_000, 1),
            (4, 1_000, 0),
            (-5, 1_000, -1),
            (-4, 1_000, 0),
            (6, 800, 0),
            (7, 800, 1),
            (12_345_678, 800, 987_654),
            (1_234_567, 1_000, 123_457),
            (1, 5_000, 1),
            (i64::MAX, 0, 0),
            (i64::MAX, 10_000, i64::MAX),
        ];
        for (net, basis_points, vat) in table {
            assert_eq!(vat_of(Money::vnd(net), basis_points), Ok(Money::vnd(vat)), "{net} × {basis_points}");
        }
        assert_eq!(vat_of(Money::new(1_999, Currency::Usd), 1_000), Ok(Money::new(200, Currency::Usd)));
        assert_eq!(vat_of(Money::vnd(i64::MAX), 20_000), Err(MoneyError::Overflow));
    }
}
