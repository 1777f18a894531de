//! Contracts: what was agreed with a customer, and where it stands between the seven steps.

pub mod lifecycle;
