//! Answer-by clocks (P3): within how many working hours the provider answers, standing still while the customer is to act.
//!
//! *Rule*: [`timing`]. *Table*: [`clock`]. *Records*: a clock runs, stands still, goes on and is answered ([`record`]); one
//! that ran out stands before a person ([`record_alarm`]).

pub mod clock;
pub mod record;
pub mod record_alarm;
pub mod timing;
