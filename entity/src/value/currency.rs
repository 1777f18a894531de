//! The currencies prices are agreed in.

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

use super::locale::Locale;

/// The currency of a price, stored as its ISO 4217 code.
/// Resident parties price in VND; another one only where the customer's kind allows it (design 3).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "UPPERCASE")]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Vietnamese dong; nothing after the comma.
    Vnd,
    /// US dollar, in cents.
    Usd,
    /// Euro, in cents.
    Eur,
    /// Japanese yen; nothing after the comma.
    Jpy,
}

impl Currency {
    /// The ISO 4217 code: `VND`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vnd => "VND",
            Self::Usd => "USD",
            Self::Eur => "EUR",
            Self::Jpy => "JPY",
        }
    }

    /// The ISO 4217 number as payment texts carry it: `704`.
    pub const fn number(self) -> &'static str {
        match self {
            Self::Vnd => "704",
            Self::Usd => "840",
            Self::Eur => "978",
            Self::Jpy => "392",
        }
    }

    /// How many digits stand after the decimal point (ISO 4217): 0 or 2.
    pub const fn digits(self) -> u32 {
        match self {
            Self::Vnd | Self::Jpy => 0,
            Self::Usd | Self::Eur => 2,
        }
    }

    /// How many minor units make one: 1 or 100.
    pub const fn minor_per_unit(self) -> i64 {
        10_i64.pow(self.digits())
    }

    /// The sign people of that language write beside an amount (CLDR): `₫`, `US$`.
    pub const fn symbol(self, locale: Locale) -> &'static str {
        match (self, locale) {
            (Self::Vnd, Locale::Vi | Locale::En) => "₫",
            (Self::Usd, Locale::Vi) => "US$",
            (Self::Usd, Locale::En) => "$",
            (Self::Eur, Locale::Vi | Locale::En) => "€",
            (Self::Jpy, Locale::Vi) => "JP¥",
            (Self::Jpy, Locale::En) => "¥",
        }
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::{ActiveEnum, Iterable};

    use super::*;

    #[test]
    fn the_column_and_json_hold_the_iso_code() {
        for currency in Currency::iter() {
            assert_eq!(currency.to_value(), currency.code());
            assert_eq!(serde_json::to_value(currency).unwrap(), currency.code());
        }
    }

    #[test]
    fn one_unit_is_as_many_minor_units_as_it_has_digits() {
        assert_eq!(Currency::iter().map(Currency::minor_per_unit).collect::<Vec<_>>(), [1, 100, 100, 1]);
    }
}
