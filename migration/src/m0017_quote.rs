//! What is offered for an inquiry, version by version (S2).

use sea_orm_migration::prelude::{DbErr, MigrationName, MigrationTrait, SchemaManager};

use crate::dialect::{drop_tables, run};

/// See the head of this file.
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0017_quote"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, TAKEN_BACK).await?;
        drop_tables(manager, &["quote"]).await
    }
}

const UP: &[&str] = &[
    "CREATE TABLE quote (
        id {uuid} PRIMARY KEY NOT NULL,
        reference text NOT NULL UNIQUE,
        inquiry_id {uuid} NOT NULL REFERENCES inquiry (id) ON DELETE RESTRICT,
        customer_id {uuid} NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,
        number integer NOT NULL,
        state text NOT NULL CHECK (state IN
            ('DRAFT', 'APPROVED', 'SENT', 'ACCEPTED', 'DECLINED', 'SUPERSEDED', 'WITHDRAWN', 'EXPIRED')),
        valid_until {date} NOT NULL,
        content {json} NOT NULL,
        content_hash text NOT NULL,
        ticked {json} NOT NULL,
        drafted_by {uuid} REFERENCES person (id) ON DELETE RESTRICT,
        approved_by {uuid} REFERENCES person (id) ON DELETE RESTRICT,
        sent_at {instant},
        decided_at {instant},
        decided_by {uuid} REFERENCES person (id) ON DELETE RESTRICT,
        decided_from text,
        document_sha256 text,
        ending_reason text,
        version bigint NOT NULL,
        created_at {instant} NOT NULL,
        UNIQUE (inquiry_id, number),
        CHECK ((state IN ('ACCEPTED', 'DECLINED')) = (decided_at IS NOT NULL)),
        CHECK ((state IN ('DECLINED', 'WITHDRAWN')) = (ending_reason IS NOT NULL)),
        CHECK (state <> 'ACCEPTED' OR document_sha256 IS NOT NULL)
    )",
    // At most one version of an inquiry's quotes may still be answered.
    "CREATE UNIQUE INDEX quote_live ON quote (inquiry_id) WHERE state IN ('DRAFT', 'APPROVED', 'SENT')",
    "CREATE INDEX quote_created ON quote (created_at, id)",
    "CREATE INDEX quote_customer ON quote (customer_id, created_at, id)",
    "CREATE INDEX quote_open ON quote (valid_until, id) WHERE state = 'SENT'",
    "INSERT INTO schedule (kind, cron, zone, last_slot_at, version)
        VALUES ('expire_quotes', '5 0 * * *', 'Asia/Ho_Chi_Minh', '2026-01-01T00:00:00+00:00', 1)",
];

/// What the older code does not know.
const TAKEN_BACK: &[&str] = &[
    "DELETE FROM notice WHERE kind IN ('QUOTE_SENT', 'QUOTE_REMINDER')",
    "DELETE FROM mail WHERE kind IN ('QUOTE_SENT', 'QUOTE_REMINDER')",
    "DELETE FROM document WHERE kind = 'QUOTE'",
    "DELETE FROM reminder WHERE kind = 'QUOTE'",
    "DELETE FROM ladder WHERE kind = 'QUOTE'",
    "DELETE FROM schedule WHERE kind = 'expire_quotes'",
    "DELETE FROM job_attempt WHERE job_id IN (SELECT id FROM job WHERE kind = 'expire_quotes')",
    "DELETE FROM job WHERE kind = 'expire_quotes'",
];
