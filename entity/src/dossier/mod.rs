//! Dossiers: everything that is known of contracts, side by side, for the rules that look over all capabilities at once.
//!
//! *Facts*: [`Dossier`], [`Origin`], and what can be named in them ([`Subject`]). *Finders*: [`of_contracts`] and
//! [`origins_of`] read them for many contracts in a constant number of statements.

mod facts;
mod gathering;
#[cfg(test)]
pub(crate) mod given;
mod subject;

pub use facts::{Account, Agreement, Answering, AsOf, Care, Dossier, Origin, Work};
pub use gathering::{MOST_AT_ONCE, of_contracts, origins_of, origins_of_contracts};
pub use subject::Subject;
