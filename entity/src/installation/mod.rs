//! The installation itself: whether it is a sandbox, what its business clock says, and who the provider is.

#[expect(clippy::module_inception, reason = "the table is named as the capability")]
pub mod installation;
pub mod provider;
pub mod readiness;
pub mod record;

pub use installation::{Installation, find, read};
