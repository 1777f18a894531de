//! Amounts of money: whole minor units of a currency, never a float (design 3).

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{currency::Currency, locale::Locale, words_en, words_vi};

/// The largest amount anybody may enter, in minor units: 10^15, a million billion dong.
pub const LARGEST_ENTERED: i64 = 1_000_000_000_000_000;

/// An amount of money: whole minor units (dong, cents) of one currency; may be negative.
///
/// Amounts of two currencies cannot be put in an order or added: each such operation can be refused,
/// and there is no `Ord`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

/// Why two amounts could not be reckoned together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// The result does not fit into 64 bits.
    #[error("the amount is too large to reckon with")]
    Overflow,
    /// Sums of different currencies were mixed.
    #[error("{} and {} cannot be reckoned together", left.code(), right.code())]
    MixedCurrencies {
        /// The currency reckoned with so far.
        left: Currency,
        /// The currency that came to it.
        right: Currency,
    },
}

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AmountUnreadable {
    /// Anything but digits with at most one point between them.
    #[error("an amount is digits with at most one decimal point, such as 1234.56")]
    NotANumber,
    /// A minus sign where only an amount without one makes sense.
    #[error("the amount must not be negative")]
    Negative,
    /// More digits after the point than the currency has.
    #[error("{} has {} digits after the decimal point", currency.code(), currency.digits())]
    TooManyDecimals {
        /// The currency of the amount.
        currency: Currency,
    },
    /// More than [`LARGEST_ENTERED`].
    #[error("the amount is larger than {LARGEST_ENTERED} minor units")]
    TooLarge,
}

impl Money {
    /// So many minor units (dong, cents) of a currency.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// So many Vietnamese dong.
    pub const fn vnd(dong: i64) -> Self {
        Self::new(dong, Currency::Vnd)
    }

    /// The amount in minor units: dong, cents.
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency of the amount.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// Whether it is more than nothing.
    pub const fn is_positive(self) -> bool {
        self.minor > 0
    }

    /// Whether it is less than nothing.
    pub const fn is_negative(self) -> bool {
        self.minor < 0
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.with(other, i64::checked_add)
    }

    /// What is left when the other is taken away; may be negative.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.with(other, i64::checked_sub)
    }

    /// The same amount with the opposite sign.
    pub fn negated(self) -> Result<Self, MoneyError> {
        let minor = self.minor.checked_neg().ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// The smaller of both.
    pub fn smaller_of(self, other: Self) -> Result<Self, MoneyError> {
        Ok(if self.compare(other)? == Ordering::Greater { other } else { self })
    }

    /// Which of both is more.
    pub fn compare(self, other: Self) -> Result<Ordering, MoneyError> {
        self.same_currency(other)?;
        Ok(self.minor.cmp(&other.minor))
    }

    /// All together, in the given currency; nothing when there are none.
    pub fn sum(currency: Currency, amounts: impl IntoIterator<Item = Self>) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::zero(currency), Self::plus)
    }

    /// Reads what [`Money::amount`] writes, without a sign: `100000000`, `1234.56`, `1234.5`.
    ///
    /// Refuses signs, spaces, thousands marks, more decimals than the currency has and more than [`LARGEST_ENTERED`].
    /// Zero is read: whether nothing makes sense is for the caller to say.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, AmountUnreadable> {
        if text.starts_with('-') {
            return Err(match Self::parse_signed(text, currency) {
                Ok(_) => AmountUnreadable::Negative,
                Err(unreadable) => unreadable,
            });
        }
        Self::parse_signed(text, currency)
    }

    /// Reads what [`Money::amount`] writes, where a leading `-` makes sense, as in the price effect of a change.
    pub fn parse_signed(text: &str, currency: Currency) -> Result<Self, AmountUnreadable> {
        let (unsigned, is_negative) = match text.strip_prefix('-') {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let (whole, decimals) = match unsigned.split_once('.') {
            Some((whole, decimals)) if is_digits(decimals) => (whole, decimals),
            Some(_) => return Err(AmountUnreadable::NotANumber),
            None => (unsigned, ""),
        };
        if !is_digits(whole) {
            return Err(AmountUnreadable::NotANumber);
        }
        let width = usize::try_from(currency.digits()).map_err(|_| AmountUnreadable::TooManyDecimals { currency })?;
        if decimals.len() > width {
            return Err(AmountUnreadable::TooManyDecimals { currency });
        }
        let minor: i64 = format!("{whole}{decimals:0<width$}").parse().map_err(|_| AmountUnreadable::TooLarge)?;
        if minor > LARGEST_ENTERED {
            return Err(AmountUnreadable::TooLarge);
        }
        Ok(Self::new(if is_negative { -minor } else { minor }, currency))
    }

    /// The amount as plain decimal text for machines: `100000000` (VND), `1234.56` (USD), `-0.05`.
    pub fn amount(self) -> String {
        let (sign, whole, decimals) = self.written();
        if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") }
    }

    /// The amount as people of that language write it: `100.000.000 ₫` and `₫100,000,000`, `1.234,56 US$` and `$1,234.56`.
    /// The space is a plain one.
    pub fn formatted(self, locale: Locale) -> String {
        let (sign, whole, decimals) = self.written();
        let symbol = self.currency.symbol(locale);
        let (thousands, point) = match locale {
            Locale::Vi => ('.', ","),
            Locale::En => (',', "."),
        };
        let whole = grouped(&whole, thousands);
        let number = if decimals.is_empty() { whole } else { format!("{whole}{point}{decimals}") };
        match locale {
            Locale::Vi => format!("{sign}{number} {symbol}"),
            Locale::En => format!("{sign}{symbol}{number}"),
        }
    }

    /// The amount in words, as payment requests and receipts must state it:
    /// `Một trăm triệu đồng chẵn`, `One hundred million dong`.
    pub fn in_words(self, locale: Locale) -> String {
        match locale {
            Locale::Vi => words_vi::in_words(self),
            Locale::En => words_en::in_words(self),
        }
    }

    fn with(self, other: Self, reckon: fn(i64, i64) -> Option<i64>) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let minor = reckon(self.minor, other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::MixedCurrencies { left: self.currency, right: other.currency })
        }
    }

    /// Sign, whole units and decimals as digits; no decimals where the currency has none.
    fn written(self) -> (&'static str, String, String) {
        let sign = if self.is_negative() { "-" } else { "" };
        let per_unit = self.currency.minor_per_unit().unsigned_abs();
        let minor = self.minor.unsigned_abs();
        let decimals = match self.currency.digits() {
            0 => String::new(),
            _ => format!("{:02}", minor % per_unit),
        };
        (sign, (minor / per_unit).to_string(), decimals)
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn grouped(digits: &str, mark: char) -> String {
    let mut grouped = String::with_capacity(digits.len() * 2);
    for (written, digit) in digits.chars().enumerate() {
        if written > 0 && (digits.len() - written).is_multiple_of(3) {
            grouped.push(mark);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::{Currency::*, *};

    #[test]
    fn is_read_from_plain_decimals_only() {
        use AmountUnreadable::*;
        let table = [
            ("100000000", Vnd, Ok(100_000_000)),
            ("0", Vnd, Ok(0)),
            ("007", Vnd, Ok(7)),
            ("1234.56", Usd, Ok(123_456)),
            ("1234.5", Usd, Ok(123_450)),
            ("1234", Usd, Ok(123_400)),
            ("0.05", Eur, Ok(5)),
            ("1000000000000000", Vnd, Ok(LARGEST_ENTERED)),
            ("10000000000000", Usd, Ok(LARGEST_ENTERED)),
            ("1000000000000001", Vnd, Err(TooLarge)),
            ("10000000000000.01", Usd, Err(TooLarge)),
            ("99999999999999999999999999", Vnd, Err(TooLarge)),
            ("1.5", Vnd, Err(TooManyDecimals { currency: Vnd })),
            ("1.0", Jpy, Err(TooManyDecimals { currency: Jpy })),
            ("1.234", Usd, Err(TooManyDecimals { currency: Usd })),
            ("-5", Vnd, Err(Negative)),
            ("-", Vnd, Err(NotANumber)),
            ("--5", Vnd, Err(NotANumber)),
            ("+5", Vnd, Err(NotANumber)),
            ("", Vnd, Err(NotANumber)),
            (".5", Usd, Err(NotANumber)),
            ("5.", Usd, Err(NotANumber)),
            ("1.2.3", Usd, Err(NotANumber)),
            ("1,5", Usd, Err(NotANumber)),
            ("1 000", Vnd, Err(NotANumber)),
            (" 1", Vnd, Err(NotANumber)),
            ("1e3", Vnd, Err(NotANumber)),
            ("٣", Vnd, Err(NotANumber)),
            ("NaN", Vnd, Err(NotANumber)),
        ];
        for (text, currency, read) in table {
            assert_eq!(Money::parse(text, currency).map(Money::minor), read, "{text}");
        }
    }

    #[test]
    fn may_be_read_with_a_minus_where_that_is_asked_for() {
        assert_eq!(Money::parse_signed("-1234.5", Usd), Ok(Money::new(-123_450, Usd)));
        assert_eq!(Money::parse_signed("-1000000000000001", Vnd), Err(AmountUnreadable::TooLarge));
    }

    #[test]
    fn is_written_for_machines_and_for_people() {
        let table = [
            (100_000_000, Vnd, "100000000", "100.000.000 ₫", "₫100,000,000"),
            (0, Vnd, "0", "0 ₫", "₫0"),
            (999, Vnd, "999", "999 ₫", "₫999"),
            (1_000, Vnd, "1000", "1.000 ₫", "₫1,000"),
            (-40_000_000, Vnd, "-40000000", "-40.000.000 ₫", "-₫40,000,000"),
            (123_456, Usd, "1234.56", "1.234,56 US$", "$1,234.56"),
            (5, Usd, "0.05", "0,05 US$", "$0.05"),
            (-5, Usd, "-0.05", "-0,05 US$", "-$0.05"),
            (100_000_000, Eur, "1000000.00", "1.000.000,00 €", "€1,000,000.00"),
            (123_456, Jpy, "123456", "123.456 JP¥", "¥123,456"),
            (i64::MIN, Vnd, "-9223372036854775808", "-9.223.372.036.854.775.808 ₫", "-₫9,223,372,036,854,775,808"),
        ];
        for (minor, currency, amount, vi, en) in table {
            let money = Money::new(minor, currency);
            assert_eq!(
                (money.amount().as_str(), money.formatted(Locale::Vi).as_str(), money.formatted(Locale::En).as_str()),
                (amount, vi, en)
            );
        }
    }

    #[test]
    fn what_is_written_for_machines_is_read_back() {
        for minor in [0, 1, 99, 100, 101, 123_456, LARGEST_ENTERED] {
            for currency in [Vnd, Usd, Eur, Jpy] {
                let money = Money::new(minor, currency);
                assert_eq!(Money::parse(&money.amount(), currency), Ok(money));
                let owed = money.negated().unwrap();
                assert_eq!(Money::parse_signed(&owed.amount(), currency), Ok(owed));
            }
        }
    }

    #[test]
    fn sums_are_checked() {
        let (two, three) = (Money::vnd(2), Money::vnd(3));
        assert_eq!(two.plus(three), Ok(Money::vnd(5)));
        assert_eq!(two.minus(three), Ok(Money::vnd(-1)));
        assert_eq!(Money::sum(Vnd, [two, three, three]), Ok(Money::vnd(8)));
        assert_eq!(Money::sum(Usd, []), Ok(Money::zero(Usd)));
        assert_eq!(Money::vnd(i64::MAX).plus(two), Err(MoneyError::Overflow));
        assert_eq!(Money::vnd(i64::MIN).minus(two), Err(MoneyError::Overflow));
        assert_eq!(Money::vnd(i64::MIN).negated(), Err(MoneyError::Overflow));
    }

    #[test]
    fn currencies_do_not_mix() {
        let mixed = MoneyError::MixedCurrencies { left: Vnd, right: Usd };
        let (dong, cents) = (Money::vnd(2), Money::new(2, Usd));
        assert_eq!(dong.plus(cents), Err(mixed));
        assert_eq!(dong.minus(cents), Err(mixed));
        assert_eq!(dong.compare(cents), Err(mixed));
        assert_eq!(dong.smaller_of(cents), Err(mixed));
        assert_eq!(Money::sum(Vnd, [dong, cents]), Err(mixed));
        assert_eq!(mixed.to_string(), "VND and USD cannot be reckoned together");
    }

    #[test]
    fn json_holds_minor_units_and_the_code() {
        let json = serde_json::to_value(Money::new(123_456, Usd)).unwrap();
        assert_eq!(json, serde_json::json!({ "minor": 123_456, "currency": "USD" }));
    }
}
