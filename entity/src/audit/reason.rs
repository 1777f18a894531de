//! Table: why somebody did something, in their own words. The trail holds it sealed; the words stand here, where they
//! can be erased, and the chain still verifies.

use super::entry;
use super::seal::seal;
use crate::value::id::AuditEntryId;
use sea_orm::entity::prelude::*;
use std::collections::HashMap;

/// The words of one entry. Without its row the seal in the entry says nothing any more.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_reason")]
pub struct Model {
    /// The entry.
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry_id: AuditEntryId,
    /// What the seal was made with.
    pub salt: String,
    /// The words.
    pub reason: String,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The words of an entry, with a salt of their own.
    pub(super) fn of(entry_id: AuditEntryId, reason: &str) -> Self {
        // Random bits of two fresh ids.
        let salt = format!("{}{}", AuditEntryId::new().0.simple(), AuditEntryId::new().0.simple());
        Self { entry_id, salt, reason: reason.to_owned() }
    }

    /// As they stand in the trail.
    pub(super) fn sealed(&self) -> String {
        seal(&self.salt, &self.reason)
    }
}

/// Puts the words back into entries that are to be read by people. What was erased stays sealed.
///
/// Such entries no longer verify: the trail itself holds what is sealed.
pub(super) async fn opened(
    connection: &impl ConnectionTrait,
    mut entries: Vec<entry::Model>,
) -> Result<Vec<entry::Model>, DbErr> {
    let sealed = entries.iter().filter(|entry| entry.reason.is_some()).map(|entry| entry.id);
    let found = Entity::find().filter(Column::EntryId.is_in(sealed)).all(connection).await?;
    let mut words: HashMap<AuditEntryId, Model> = found.into_iter().map(|row| (row.entry_id, row)).collect();
    for entry in &mut entries {
        let is_as_sealed = |words: &Model| entry.reason.as_ref().is_some_and(|reason| *reason == words.sealed());
        if let Some(words) = words.remove(&entry.id).filter(is_as_sealed) {
            entry.reason = Some(words.reason);
        }
    }
    Ok(entries)
}
