//! Agreement: the text of a contract, drawn up from a library of clauses, and who signed it (S2).
//!
//! *Tables*: [`clause`], the library with the general terms; [`contract_text`], the versions of a contract's text;
//! [`contract_signature`], who signed which. *Rules*: [`content`], what a text says; [`party`], who signs for whom;
//! [`entering`], a signature as somebody enters it. *Records*: [`record_clause`], [`record_text`], [`record_signature`].
//! What drawing up and signing bring with them stands in [`crate::life`].

pub mod clause;
pub mod content;
pub mod contract_signature;
pub mod contract_text;
pub mod entering;
pub mod party;
pub mod record_clause;
pub mod record_signature;
pub mod record_text;
