//! Contracts: what was agreed, who works on it, where it stands.

pub mod assign_staff;
pub mod cancel_contract;
pub mod close_contract;
pub mod contracts;
pub mod deliverable;
pub mod filter;
pub mod finish_work;
pub mod liquidate_contract;
pub mod object;
pub mod page;
pub mod people;
pub mod query;
pub mod register_contract;
pub mod reminder;
pub mod resume_contract;
pub mod start_work;
pub mod state;
pub mod step;
pub mod suspend_contract;
pub mod suspension;
pub mod terminate_contract;
pub mod unassign_staff;
