//! The life of a contract (design 4): the commands that touch several capabilities at once. Each gathers the facts,
//! asks a pure rule, and has the records write, in one transaction under the contract's lock.
//!
//! *Rules*: [`registering`]. *Records*: one file per command.

pub mod register_contract;
pub mod registering;
