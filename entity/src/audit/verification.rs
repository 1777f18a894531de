//! Question: whether a chain is as it was written, from its first entry to the end it is known to have.

use super::hashing::{Broken, verify};
use super::{Chain, chain, entry};
use crate::access::Viewer;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

/// Entries that are looked at together.
const STRETCH: u64 = 500;

/// What looking a whole chain through has shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verification {
    /// How many entries are as they were written, counted from the first.
    pub entries: i64,
    /// The number of the first entry that is missing or not as it was written.
    pub broken_at: Option<i64>,
}

/// Verifies a chain in stretches; `None` for those who may not read the trail. Entries that are added meanwhile do not
/// disturb it; entries taken from the end do.
pub async fn of(connection: &impl ConnectionTrait, viewer: Viewer, of: Chain) -> Result<Option<Verification>, DbErr> {
    if !viewer.is_admin() {
        return Ok(None);
    }
    // Read before the entries: the chain may grow while it is looked through, but not shrink.
    let known_end = chain::Entity::find_by_id(of.id()).one(connection).await?.map_or(0, |end| end.last_number);
    let mut end = (0, String::new());
    loop {
        let stretch = entry::chain(connection, of.id(), end.0, STRETCH).await?;
        if stretch.is_empty() {
            let broken_at = (end.0 < known_end).then(|| end.0.saturating_add(1));
            return Ok(Some(Verification { entries: end.0, broken_at }));
        }
        match verify(end, &stretch) {
            Ok(new_end) => end = new_end,
            Err(Broken { at_number }) => {
                let entries = at_number.saturating_sub(1);
                return Ok(Some(Verification { entries, broken_at: Some(at_number) }));
            }
        }
    }
}
