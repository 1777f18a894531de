//! What has happened under a contract and what is to come, day by day: computed from what is known, never stored.
//!
//! *Rules*, each pure: a file per part of a contract's life, put in order by [`of_dossier`]. Both parties read the same; what
//! is the provider's alone (consultations, approvals, why something was given up) is not told.

mod accepting;
mod beginning;
mod caring;
mod entry;
mod papers;
mod paying;
mod telling;
mod working;

pub use entry::{Entry, Kind};
pub use telling::of_dossier;
