//! Dossiers: what is known of the contracts of a page, for the fields that look over all capabilities at once.

pub mod page;
pub mod subject;
