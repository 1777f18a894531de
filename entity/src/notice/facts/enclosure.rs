//! Finder: the paper that goes with a letter.

use crate::access::Viewer;
use crate::document::{self, Kind, Printed};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

/// A paper that goes with a letter, as far as it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Enclosure {
    /// None was asked for, or it could not be made: the letter goes without.
    None,
    /// It is being made: the letter waits for it, but not for ever.
    Awaited(Box<document::Model>),
    /// It is there.
    Ready(Box<Printed>),
}

/// The newest version of the paper about a subject.
pub(super) async fn of(connection: &impl ConnectionTrait, subject: (Kind, Uuid)) -> Result<Enclosure, DbErr> {
    let Some(found) = document::of_subject(connection, Viewer::System, subject).await? else {
        return Ok(Enclosure::None);
    };
    of_document(connection, found).await
}

/// One paper, as far as it is made.
pub(super) async fn of_document(connection: &impl ConnectionTrait, found: document::Model) -> Result<Enclosure, DbErr> {
    Ok(match found.state {
        document::state::State::Requested => Enclosure::Awaited(Box::new(found)),
        document::state::State::Failed => Enclosure::None,
        document::state::State::Frozen => document::printed(connection, Viewer::System, found.id)
            .await?
            .map_or(Enclosure::None, |printed| Enclosure::Ready(Box::new(printed))),
    })
}
