//! Warranty: what is covered until when, and the claims made on it (P5, S7).
//!
//! *Tables*: [`warranty_cover`], [`warranty_claim`], [`claim_step`]. *Rules*: [`cover`], [`verdict`], [`claim_state`].
//! *Records*: covers begin with acceptance and follow on redone work ([`record_cover`]); claims are filed
//! ([`record_claim`]), judged ([`record_verdict`]), worked on ([`record_work`]), confirmed or reopened
//! ([`record_confirmation`]), and asked about ([`record_question`]), each in the shape of `record_step`.

pub mod claim_state;
pub mod claim_step;
pub mod cover;
pub mod record_claim;
pub mod record_confirmation;
pub mod record_cover;
pub mod record_question;
pub mod record_step;
pub mod record_verdict;
pub mod record_work;
pub mod verdict;
pub mod warranty_claim;
pub mod warranty_cover;
