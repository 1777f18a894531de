//! Warranty: what is covered until when, and the claims made on it.

pub mod claim;
pub mod cover;
pub mod file_warranty_claim;
pub mod page;
pub mod reject_warranty_claim;
pub mod resolve_warranty_claim;
