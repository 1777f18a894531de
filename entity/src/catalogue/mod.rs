//! The catalogue: what the provider sells, at which price and tax.
//!
//! *Tables*: [`service_package`], [`vat_rate`]. *Rules*: [`vat`], [`offer`], [`trigger`]. *Records*: packages and rates.

pub mod offer;
pub mod record_package;
pub mod record_vat_rate;
pub mod service_package;
pub mod trigger;
pub mod vat;
pub mod vat_rate;
