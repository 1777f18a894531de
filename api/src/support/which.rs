//! Which ticket a command is given on.

use async_graphql::ID;
use entity::support::record_message::Which;
use entity::value::id::SupportTicketId;

use super::object::SUPPORT_TICKET;
use crate::error::ApiError;

/// The ticket of an input; what is no id of a ticket is not found.
pub fn which(id: &ID, expected_version: Option<i64>) -> Result<Which, ApiError> {
    let ticket_id = SUPPORT_TICKET.decode(id).map(SupportTicketId).ok_or(ApiError::NotFound)?;
    Ok(Which { ticket_id, expected_version })
}
