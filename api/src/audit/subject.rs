//! What an entry of the trail is about, as a global id.

use async_graphql::ID;
use uuid::Uuid;

use crate::value::NodeId;

/// The global id of a subject by its word in the trail; `None` for what has no object of its own.
pub fn node_id(kind: &str, id: Uuid) -> Option<ID> {
    let node = match kind {
        "acceptance_round" => "AcceptanceRound",
        "claim" | "warranty_claim" => "WarrantyClaim",
        "contract" => "Contract",
        "cover" | "warranty_cover" => "WarrantyCover",
        "customer" => "Customer",
        "deliverable" => "Deliverable",
        "document" => "Document",
        "e_invoice" => "EInvoice",
        "industrial_park" | "park" => "IndustrialPark",
        "inquiry" => "Inquiry",
        "quote" => "Quote",
        "instalment" => "Instalment",
        "job" => "JobRun",
        "mail" => "Mail",
        "notice" => "Notice",
        "payment" => "Payment",
        "payment_request" => "PaymentRequest",
        "person" => "Person",
        "remaining_item" => "RemainingItem",
        "reminder" => "Reminder",
        "service_package" => "ServicePackage",
        "task" => "StaffTask",
        "ticket" => "SupportTicket",
        _ => return None,
    };
    Some(NodeId(node).encode(id))
}
