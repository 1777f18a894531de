//! What has happened under a contract, and what is to come.

pub mod object;
