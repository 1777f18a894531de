//! Coming in, passwords, and people.

pub mod accept_invitation;
pub mod change_password;
pub mod change_person;
pub mod disable_person;
pub mod enable_person;
pub mod invite_person;
pub mod invite_person_again;
pub mod object;
pub mod people;
pub mod query;
mod redeem;
pub mod request_password_reset;
pub mod reset_password;
pub mod sign_in;
pub mod sign_out;
pub mod sign_out_everywhere;
