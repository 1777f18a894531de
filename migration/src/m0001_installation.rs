//! The installation itself: its clock, its provider, its working calendar, its audit trail.

use crate::{append_only, dialect};
use sea_orm_migration::prelude::{DbErr, MigrationName, MigrationTrait, SchemaManager};

const TABLES: &[&str] = &[
    // One row. The business clock is the machine's plus `clock_offset_micros`; a sandbox may be moved to `clock_target_at`.
    "CREATE TABLE installation (
        id integer PRIMARY KEY NOT NULL CHECK (id = 1),
        sandbox boolean NOT NULL,
        clock_offset_micros bigint NOT NULL,
        clock_target_at {instant},
        secret_check text NOT NULL,
        created_at {instant} NOT NULL
    )",
    "CREATE TABLE provider (
        id integer PRIMARY KEY NOT NULL CHECK (id = 1),
        name text NOT NULL,
        tax_code text NOT NULL,
        address text NOT NULL,
        email text NOT NULL,
        phone text NOT NULL,
        bank_name text NOT NULL,
        bank_bin text NOT NULL,
        bank_account text NOT NULL,
        bank_holder text NOT NULL,
        signatory_name text NOT NULL,
        signatory_title text NOT NULL,
        version bigint NOT NULL,
        updated_at {instant} NOT NULL
    )",
    // Exceptions to Monday-to-Friday, in both directions.
    "CREATE TABLE calendar_day (
        on_date {date} PRIMARY KEY NOT NULL,
        kind text NOT NULL CHECK (kind IN ('OFF', 'WORKED')),
        name_vi text NOT NULL,
        name_en text NOT NULL
    )",
    // A year is provisional until an admin has confirmed the government's announcement.
    "CREATE TABLE calendar_year (
        year integer PRIMARY KEY NOT NULL,
        confirmed_at {instant}
    )",
    // The end of each hash chain; its row is the lock under which the chain grows.
    "CREATE TABLE audit_chain (
        id {uuid} PRIMARY KEY NOT NULL,
        last_number bigint NOT NULL,
        last_hash text NOT NULL
    )",
    "CREATE TABLE audit_entry (
        id {uuid} PRIMARY KEY NOT NULL,
        chain_id {uuid} NOT NULL,
        number bigint NOT NULL,
        at {instant} NOT NULL,
        actor_kind text NOT NULL CHECK (actor_kind IN ('PERSON', 'SYSTEM', 'VISITOR')),
        actor_id {uuid},
        action text NOT NULL,
        subject_kind text NOT NULL,
        subject_id {uuid},
        before {json},
        after {json},
        reason text,
        request_id text,
        previous_hash text NOT NULL,
        hash text NOT NULL,
        UNIQUE (chain_id, number)
    )",
    "CREATE INDEX audit_entry_subject ON audit_entry (subject_id, number)",
    "CREATE INDEX audit_entry_at ON audit_entry (at, id)",
    // Failures per account and per address in a window; `key` holds a hash, never the address itself.
    "CREATE TABLE throttle (
        key text PRIMARY KEY NOT NULL,
        failures integer NOT NULL,
        window_started_at {instant} NOT NULL
    )",
    "CREATE INDEX throttle_window ON throttle (window_started_at)",
];

/// See the head of this file.
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0001_installation"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, TABLES).await?;
        append_only::protect(manager, "audit_entry").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        append_only::drop(manager, "audit_entry").await?;
        let rest = ["throttle", "audit_chain", "calendar_year", "calendar_day", "provider", "installation"];
        dialect::drop_tables(manager, &rest).await
    }
}
