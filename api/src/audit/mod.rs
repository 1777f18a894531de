//! The audit trail. For admins.

pub mod object;
pub mod query;
pub mod subject;
