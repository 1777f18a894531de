//! Who takes part: industrial parks and customer companies. Their people are `access`'s.
//!
//! *Tables*: [`industrial_park`], [`customer`]. *Rule*: [`kind`], which currencies a company may agree on.
//! *Records*: adding and changing them.

pub mod customer;
pub mod entering;
pub mod industrial_park;
pub mod kind;
pub mod record_customer;
pub mod record_park;
