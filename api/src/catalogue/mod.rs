//! The catalogue: service packages and VAT rates.

pub mod object;
pub mod query;
pub mod vat;
