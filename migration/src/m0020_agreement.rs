//! The text of a contract and who signed it (S2), and instalments that hang on events (S3).
//!
//! The clause library begins with `clauses.json` beside this file: the general terms (P1 to P6, C1 to C6) and what a
//! service contract says besides. Admins revise them by new versions.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::{DbErr, MigrationName, MigrationTrait, SchemaManager};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, JsonValue};
use std::fmt::Write;

const CLAUSES: &str = include_str!("clauses.json");

/// See the head of this file.
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0020_agreement"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, TABLES).await?;
        let script = clauses(manager.get_database_backend())?;
        manager.get_connection().execute_unprepared(&script).await?;
        run(manager, EVENTS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, TAKEN_BACK).await?;
        drop_tables(manager, &["contract_signature", "contract_text", "clause"]).await?;
        run(manager, &["DELETE FROM document WHERE kind IN ('CONTRACT', 'SIGNED_COPY')"]).await
    }
}

const TABLES: &[&str] = &[
    // A revised clause is another version; what was signed keeps the one it was drawn up from.
    "CREATE TABLE clause (
        id {uuid} PRIMARY KEY NOT NULL,
        code text NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        position integer NOT NULL,
        heading {json} NOT NULL,
        body {json} NOT NULL,
        created_at {instant} NOT NULL,
        replaced_at {instant},
        UNIQUE (code, version)
    )",
    "CREATE UNIQUE INDEX clause_current ON clause (code) WHERE replaced_at IS NULL",
    "CREATE TABLE contract_text (
        id {uuid} PRIMARY KEY NOT NULL,
        contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
        number integer NOT NULL CHECK (number > 0),
        document_id {uuid} NOT NULL UNIQUE REFERENCES document (id) ON DELETE RESTRICT,
        content {json} NOT NULL,
        content_hash text NOT NULL,
        drawn_up_on {date} NOT NULL,
        created_at {instant} NOT NULL,
        UNIQUE (contract_id, number)
    )",
    "CREATE TABLE contract_signature (
        id {uuid} PRIMARY KEY NOT NULL,
        contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
        text_id {uuid} NOT NULL REFERENCES contract_text (id) ON DELETE RESTRICT,
        party text NOT NULL CHECK (party IN ('CUSTOMER', 'PROVIDER')),
        document_sha256 text NOT NULL,
        signer text NOT NULL,
        power_of_attorney text,
        signed_on {date} NOT NULL,
        scan_id {uuid} REFERENCES document (id) ON DELETE RESTRICT,
        entered_by {uuid} NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        entered_from text NOT NULL,
        entered_at {instant} NOT NULL,
        UNIQUE (text_id, party)
    )",
    "CREATE INDEX contract_signature_contract ON contract_signature (contract_id)",
];

const EVENTS: &[&str] = &[
    "ALTER TABLE instalment ADD COLUMN due_event text CHECK (due_event IN
        ('SIGNATURE', 'DOCUMENTS_COMPLETE', 'FILED', 'RESULT_OBTAINED', 'COMPLETION', 'ACCEPTANCE', 'WARRANTY_END'))",
    "ALTER TABLE instalment ADD COLUMN due_days integer NOT NULL DEFAULT 0 CHECK (due_days BETWEEN 0 AND 3650)",
    "ALTER TABLE instalment ADD COLUMN in_working_days boolean NOT NULL DEFAULT FALSE",
    "ALTER TABLE instalment ADD COLUMN event_on {date}",
    "CREATE INDEX instalment_awaiting ON instalment (due_event, id) WHERE due_event IS NOT NULL AND event_on IS NULL",
    "INSERT INTO schedule (kind, cron, zone, last_slot_at, version)
        VALUES ('end_warranties', '15 0 * * *', 'Asia/Ho_Chi_Minh', '2026-01-01T00:00:00+00:00', 1)",
];

/// What older code does not know.
const TAKEN_BACK: &[&str] = &[
    "DELETE FROM schedule WHERE kind = 'end_warranties'",
    "DELETE FROM job_attempt WHERE job_id IN (SELECT id FROM job WHERE kind = 'end_warranties')",
    "DELETE FROM job WHERE kind = 'end_warranties'",
    "DELETE FROM notice WHERE kind IN ('CONTRACT_OFFERED', 'CONTRACT_SIGNED')",
    "DELETE FROM mail WHERE kind IN ('CONTRACT_OFFERED', 'CONTRACT_SIGNED')",
    "DROP INDEX instalment_awaiting",
    "ALTER TABLE instalment DROP COLUMN event_on",
    "ALTER TABLE instalment DROP COLUMN in_working_days",
    "ALTER TABLE instalment DROP COLUMN due_days",
    "ALTER TABLE instalment DROP COLUMN due_event",
];

/// Ids are fixed: the same clause has the same id in every installation.
fn clauses(backend: DbBackend) -> Result<String, DbErr> {
    let library: JsonValue = CLAUSES.parse().map_err(|error| DbErr::Custom(format!("clauses.json: {error}")))?;
    let mut script = String::new();
    for (number, clause) in library.as_array().into_iter().flatten().enumerate() {
        let id = if backend == DbBackend::Postgres {
            format!("'01900001-0000-7000-8000-{number:012x}'")
        } else {
            format!("x'01900001000070008000{number:012x}'")
        };
        let field = |name: &str| clause.get(name).cloned().unwrap_or_default();
        let code = field("code").as_str().unwrap_or_default().to_owned();
        let quoted = |name: &str| field(name).to_string().replace('\'', "''");
        let _infallible = write!(
            script,
            "INSERT INTO clause (id, code, version, position, heading, body, created_at, replaced_at)
                VALUES ({id}, '{code}', 1, {}, '{}', '{}', '2026-01-01T00:00:00+00:00', NULL);",
            field("position"),
            quoted("heading"),
            quoted("body"),
        );
    }
    Ok(script)
}
