//! The catalogue: what the provider sells, at which price and tax.
//!
//! *Tables*: [`service_package`], [`vat_rate`]. *Rule*: [`vat`]. *Records*: packages and rates.

pub mod record_package;
pub mod record_vat_rate;
pub mod service_package;
pub mod vat;
pub mod vat_rate;
