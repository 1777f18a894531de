//! An amount as somebody enters it, before it is known to be one.

use super::currency::Currency;

/// Decimal text and its currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// Such as `100000000` or `1234.56`.
    pub amount: String,
    /// What it is in.
    pub currency: Currency,
}
