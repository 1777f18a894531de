//! Contracts: what was agreed with a customer, and where it stands between the seven steps.
//!
//! *Tables*: [`contract`], [`deliverable`], [`assignment`], [`suspension`], [`care_terms`]. *Rules*: [`lifecycle`], [`scope`].

pub mod assignment;
pub mod care_terms;
#[expect(clippy::module_inception, reason = "the table is named as the capability")]
pub mod contract;
pub mod deliverable;
pub mod filter;
pub mod lifecycle;
mod naming;
pub mod record;
pub mod record_assignment;
pub mod scope;
pub mod suspension;
