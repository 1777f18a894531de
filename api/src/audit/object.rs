//! An entry of the audit trail as clients see it.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Json, Object, SimpleObject};
use entity::audit::entry::{ActorKind, Model};
use entity::audit::verification::Verification;
use entity::clock::Instant;
use entity::value::id::PersonId;
use serde_json::Value;

use super::subject::node_id;
use crate::access::object::Person;
use crate::access::people::People;
use crate::desk::AtDesk;
use crate::error::{Nullable, nullable};
use crate::value::NodeId;

/// Ids of entries.
pub const AUDIT_ENTRY: NodeId = NodeId("AuditEntry");

/// Who acted.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "ActorKind", remote = "ActorKind")]
pub enum ActorKindName {
    /// Somebody signed in.
    Person,
    /// The worker, or a command of the installation.
    System,
    /// Somebody who is not signed in.
    Visitor,
}

/// What was done, by whom, when, why.
#[derive(Clone, Debug)]
pub struct AuditEntry {
    row: Model,
    actors: Arc<People>,
}

/// Whether a chain of the trail is as it was written.
#[derive(SimpleObject, Clone, Debug)]
pub struct AuditVerification {
    /// Whether no entry is missing, changed or moved.
    is_whole: bool,
    /// The number of the first entry that is missing or not as it was written.
    broken_at: Option<i64>,
    /// How many entries are as they were written, counted from the first.
    entries: i64,
}

impl AuditEntry {
    /// One entry of a page.
    pub fn new(row: Model, actors: &Arc<People>) -> Self {
        Self { row, actors: Arc::clone(actors) }
    }

    /// One entry by itself.
    pub fn alone(row: Model) -> Self {
        let actors = Self::actors(std::slice::from_ref(&row));
        Self { row, actors }
    }

    /// The people who acted in these.
    pub fn actors(rows: &[Model]) -> Arc<People> {
        Arc::new(People::to(rows.iter().filter_map(|row| row.actor_id.map(PersonId))))
    }
}

/// What was done, by whom, when, why; linked to the entry before it. Personal values stand in it only sealed.
#[Object]
impl AuditEntry {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        AUDIT_ENTRY.encode(self.row.id.0)
    }

    /// Its place in its chain, from 1.
    async fn number(&self) -> i64 {
        self.row.number
    }

    /// When, by the business clock.
    async fn at(&self) -> Instant {
        self.row.at
    }

    /// Who acted.
    async fn actor_kind(&self) -> ActorKindName {
        self.row.actor_kind.into()
    }

    /// The person who acted; null when it was none.
    async fn actor(&self, ctx: &Context<'_>) -> Nullable<Person> {
        nullable(async { self.actors.at(ctx.desk()?, self.row.actor_id.map(PersonId)).await }).await
    }

    /// What was done, such as `payment.received`.
    async fn action(&self) -> &str {
        &self.row.action
    }

    /// What it was done to, such as `payment`.
    async fn subject_kind(&self) -> &str {
        &self.row.subject_kind
    }

    /// The global id of what it was done to; null for what has no object of its own.
    async fn subject_id(&self) -> Option<ID> {
        node_id(&self.row.subject_kind, self.row.subject_id?)
    }

    /// What it was, as far as it changed.
    async fn before(&self) -> Option<Json<Value>> {
        self.row.before.clone().map(Json)
    }

    /// What it became, as far as it changed.
    async fn after(&self) -> Option<Json<Value>> {
        self.row.after.clone().map(Json)
    }

    /// Why, in the words of who did it; a seal of them once they are erased.
    async fn reason(&self) -> Option<&str> {
        self.row.reason.as_deref()
    }

    /// The request that caused it; stands in the logs as well.
    async fn request_id(&self) -> Option<&str> {
        self.row.request_id.as_deref()
    }

    /// The hash of this entry, with that of the entry before it in it.
    async fn hash(&self) -> &str {
        &self.row.hash
    }
}

impl From<Verification> for AuditVerification {
    fn from(found: Verification) -> Self {
        Self { is_whole: found.broken_at.is_none(), broken_at: found.broken_at, entries: found.entries }
    }
}
