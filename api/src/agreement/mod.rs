//! Agreement: the clause library, the text of a contract in its versions, and who signed it (S2).

pub mod clause;
pub mod draw_up_contract;
pub mod page;
pub mod revise_clause;
pub mod sign_contract;
pub mod signature;
pub mod text;
