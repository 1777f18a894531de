//! Rule: what kind of company a customer is, and which currencies it may agree on.

use crate::value::currency::Currency;
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

/// What a customer is to customs and foreign exchange law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CustomerKind {
    /// A resident company: prices are in dong (Foreign Exchange Ordinance 2005, art. 22).
    Domestic,
    /// An export processing enterprise ("doanh nghiệp chế xuất"): foreign currencies are possible.
    ExportProcessing,
}

impl CustomerKind {
    /// Whether a contract with such a customer may be priced in that currency.
    pub const fn may_agree_on(self, currency: Currency) -> bool {
        match (self, currency) {
            (Self::Domestic, Currency::Vnd) | (Self::ExportProcessing, _) => true,
            (Self::Domestic, Currency::Usd | Currency::Eur | Currency::Jpy) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::Iterable;

    #[test]
    fn residents_price_in_dong() {
        for currency in Currency::iter() {
            assert_eq!(CustomerKind::Domestic.may_agree_on(currency), currency == Currency::Vnd);
            assert!(CustomerKind::ExportProcessing.may_agree_on(currency));
        }
    }
}
