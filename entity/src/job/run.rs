//! Table: one thing the worker is asked to do, and what became of it.

use super::JobKind;
use super::state::State;
use crate::clock::Instant;
use crate::value::id::{JobId, PersonId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One entry of the queue. All instants are the machine clock's but `as_of`, which is the business clock's.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    /// Sorts by the time of enqueueing.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: JobId,
    /// Which duty.
    pub kind: JobKind,
    /// What the duty needs to know; an empty object for most.
    pub payload: Json,
    /// Coalesces: at most one entry with this key waits at a time.
    pub key: Option<String>,
    /// `kind@slot` of a scheduled entry: unique for life, so a slot runs once however many workers tick.
    pub slot_key: Option<String>,
    /// Where it stands.
    pub state: State,
    /// Not before this moment.
    pub run_at: Instant,
    /// Tries begun.
    pub attempts: i32,
    /// After so many it is given up.
    pub max_attempts: i32,
    /// The worker that has it; only while running.
    pub leased_by: Option<String>,
    /// When that worker is taken for lost unless it renews.
    pub lease_until: Option<Instant>,
    /// Whether somebody asked for it to stop.
    pub cancel_requested: bool,
    /// Who asked for it by hand; `None` for schedules and records.
    pub requested_by: Option<PersonId>,
    /// The business moment it is to act for; `None` for the moment it runs.
    pub as_of: Option<Instant>,
    /// Whether it only counts what it would do.
    pub dry_run: bool,
    /// Items done.
    pub done_count: i64,
    /// Items that needed nothing.
    pub skipped_count: i64,
    /// Items that failed and are left for another run or a person.
    pub failed_count: i64,
    /// Why the last try failed, or why it was called off.
    pub error: Option<String>,
    /// When it was enqueued.
    pub created_at: Instant,
    /// When the last try began.
    pub started_at: Option<Instant>,
    /// When it was over.
    pub finished_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

/// What one run did, item by item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Counts {
    /// Items done.
    pub done: i64,
    /// Items that needed nothing.
    pub skipped: i64,
    /// Items that failed.
    pub failed: i64,
}

impl Counts {
    /// `done` items, nothing skipped, nothing failed.
    pub const fn done(done: i64) -> Self {
        Self { done, skipped: 0, failed: 0 }
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            done: self.done.saturating_add(other.done),
            skipped: self.skipped.saturating_add(other.skipped),
            failed: self.failed.saturating_add(other.failed),
        }
    }
}

impl Model {
    /// What the run did.
    pub const fn counts(&self) -> Counts {
        Counts { done: self.done_count, skipped: self.skipped_count, failed: self.failed_count }
    }
}
