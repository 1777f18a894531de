//! Who takes part: industrial parks and customer companies.

pub mod add_customer;
pub mod add_industrial_park;
pub mod customer;
mod customer_input;
pub mod customer_page;
pub mod customers;
pub mod park;
pub mod query;
pub mod update_customer;
pub mod update_industrial_park;
