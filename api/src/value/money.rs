//! Money as clients see it.

use async_graphql::{Context, Enum, SimpleObject};
use entity::value::currency::Currency;
use entity::value::locale::Locale;
use entity::value::money::Money;

use crate::desk::AtDesk;
use crate::error::ApiError;

/// A currency, by its ISO 4217 code.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "Currency", remote = "Currency")]
pub enum CurrencyCode {
    /// Vietnamese đồng; nothing after the comma.
    Vnd,
    /// United States dollar.
    Usd,
    /// Euro.
    Eur,
    /// Japanese yen; nothing after the comma.
    Jpy,
}

/// An amount of money: exact, never a float.
#[derive(SimpleObject, Clone, Debug, PartialEq, Eq)]
#[graphql(name = "Money")]
pub struct MoneyObject {
    /// The amount as a decimal with a point, such as `1234.56`.
    pub amount: String,
    /// Its currency.
    pub currency: CurrencyCode,
    /// The amount as a reader of the viewer's language writes it.
    pub formatted: String,
}

impl MoneyObject {
    /// The amount for whoever asks.
    pub fn at(ctx: &Context<'_>, money: Money) -> Result<Self, ApiError> {
        Ok(Self::of(money, ctx.desk()?.locale))
    }

    /// The amount for a reader of `locale`.
    pub fn of(money: Money, locale: Locale) -> Self {
        Self { amount: money.amount(), currency: money.currency().into(), formatted: money.formatted(locale) }
    }
}
