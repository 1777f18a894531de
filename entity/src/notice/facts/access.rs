//! Finder: the way to a password.

use crate::access::one_time_token;
use crate::clock::Instant;
use crate::notice::skip_reason::SkipReason;
use crate::value::id::OneTimeTokenId;
use sea_orm::{ConnectionTrait, DbErr};

/// Whose password can be set, and until when. The token's text is made when the letter is, and nowhere kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The token.
    pub token_id: OneTimeTokenId,
    /// The address the person signs in with.
    pub address: String,
    /// When the token ends, by the machine clock.
    pub valid_until: Instant,
}

/// A token that was used, voided or has ended is not mailed any more.
pub(super) async fn account(
    connection: &impl ConnectionTrait,
    id: OneTimeTokenId,
    machine: Instant,
) -> Result<Result<Account, SkipReason>, DbErr> {
    let found = one_time_token::find(connection, id).await?.filter(|(token, _)| token.is_open(machine));
    Ok(found.ok_or(SkipReason::Stale).map(|(token, person)| Account {
        token_id: id,
        address: person.email,
        valid_until: token.expires_at,
    }))
}
