//! The catalogue: service packages and VAT rates.

pub mod add_service_package;
pub mod add_vat_rate;
pub mod object;
pub mod offer;
mod package_input;
pub mod query;
pub mod retire_service_package;
pub mod update_service_package;
pub mod vat;
