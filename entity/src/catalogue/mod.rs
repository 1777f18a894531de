//! The catalogue: what the provider sells, at which price and tax.

pub mod vat;
