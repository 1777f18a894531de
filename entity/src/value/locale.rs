//! The two languages of the product.

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

/// The language a person reads: Vietnamese or English. Decides the words, the dates and the look of amounts.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumIter,
    DeriveActiveEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "lowercase")]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// Vietnamese, the language of the contracts and of everybody whose language is not known.
    #[default]
    Vi,
    /// English.
    En,
}

impl Locale {
    /// The language tag as in HTML and HTTP (BCP 47): `vi`, `en`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::{ActiveEnum, Iterable};

    use super::*;

    #[test]
    fn the_column_and_json_hold_the_language_tag() {
        for locale in Locale::iter() {
            assert_eq!(locale.to_value(), locale.tag());
            assert_eq!(serde_json::to_value(locale).unwrap(), locale.tag());
        }
    }
}
