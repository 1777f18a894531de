//! The audit trail: what was done by whom, when, why, in hash chains that the database refuses to rewrite.
//!
//! One chain per dossier (a contract) and one for the installation. Personal values stand in it only as salted
//! hashes ([`seal()`]): when a person is erased with their salt, the chain still verifies and says nothing of them.
//! What people said ([`reason`]) is sealed likewise, and kept beside the trail until it is erased.

pub mod chain;
pub mod entry;
pub mod hashing;
pub mod reason;
mod record;
mod seal;
pub mod verification;

pub use record::{Chain, Fact, record};
pub use seal::seal;
