//! Warranty: what is covered until when, and the claims made on it.

pub mod answer_about_warranty_claim;
pub mod ask_about_warranty_claim;
pub mod claim;
pub mod confirm_warranty_claim;
pub mod cover;
pub mod extend_warranty_cover;
pub mod file_warranty_claim;
pub mod page;
pub mod reject_warranty_claim;
pub mod reopen_warranty_claim;
pub mod resolve_warranty_claim;
pub mod start_warranty_claim;
pub mod step;
pub mod triage_warranty_claim;
pub mod verdict;
mod which;
