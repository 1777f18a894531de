//! Warranty: what is covered until when, and the claims made on it (P5, S7).

pub mod claim_state;
pub mod cover;
