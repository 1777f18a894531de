//! Warranty: what is covered until when, and the claims made on it (P5, S7).
//!
//! *Tables*: [`warranty_cover`], [`warranty_claim`]. *Rules*: [`cover`], [`claim_state`].
//! *Records*: covers begin with acceptance ([`record_cover`]), claims are filed and answered ([`record_claim`]).

pub mod claim_state;
pub mod cover;
pub mod record_claim;
pub mod record_cover;
pub mod warranty_claim;
pub mod warranty_cover;
