//! Record: an inquiry is given up, and what was offered for it with it (S1).

use crate::access::By;
use crate::database::Write;
use crate::inquiry::inquiry::Model;
use crate::inquiry::record::Which;
use crate::inquiry::record_handling::inquiry_lost;
use crate::quote::record_ending::give_way;
use crate::quote::state::State;
use crate::refusal::{Done, Refusal};

/// Nothing comes of an inquiry, with the reason; a quote that could still be accepted is withdrawn with it.
///
/// Refuses what its record refuses: an inquiry the viewer does not see, one that was won, a stale version, a missing
/// reason. What is lost is `AlreadyDone`.
pub async fn lose_inquiry(write: &Write, by: &By, which: Which, reason: &str) -> Result<Done<Model>, Refusal> {
    let lost = inquiry_lost(write, by, which, reason).await?;
    if let Done::Now(inquiry) = &lost {
        give_way(write, by, inquiry.id, (State::Withdrawn, "quote.withdrawn", inquiry.lost_reason.as_deref())).await?;
    }
    Ok(lost)
}
