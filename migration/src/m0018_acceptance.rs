//! Rounds of acceptance, what remained of them, and the terms of silence (S5, S6).

use sea_orm_migration::prelude::{DbErr, MigrationName, MigrationTrait, SchemaManager};

use crate::dialect::{drop_tables, run};

/// See the head of this file.
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0018_acceptance"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, TAKEN_BACK).await?;
        drop_tables(manager, &["remaining_item", "acceptance_round", "silence_term"]).await
    }
}

const UP: &[&str] = &[
    "CREATE TABLE silence_term (
        contract_id {uuid} PRIMARY KEY NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
        days integer NOT NULL CHECK (days BETWEEN 7 AND 90)
    )",
    "CREATE TABLE acceptance_round (
        id {uuid} PRIMARY KEY NOT NULL,
        contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
        number integer NOT NULL CHECK (number > 0),
        report_id {uuid} NOT NULL UNIQUE REFERENCES document (id) ON DELETE RESTRICT,
        state text NOT NULL CHECK (state IN ('ASKED', 'ACCEPTED', 'ACCEPTED_IN_PART', 'REJECTED')),
        finished_on {date} NOT NULL,
        asked_on {date} NOT NULL,
        answer_by_on {date} NOT NULL,
        silence_accepts boolean NOT NULL,
        manner text CHECK (manner IN ('ONLINE', 'PAPER', 'SILENCE')),
        answered_on {date},
        answered_by {uuid} REFERENCES person (id) ON DELETE RESTRICT,
        paper text,
        reason text,
        report_sha256 text,
        UNIQUE (contract_id, number),
        CHECK (asked_on <= answer_by_on),
        CHECK ((state = 'ASKED') = (answered_on IS NULL)),
        CHECK ((answered_on IS NULL) = (manner IS NULL)),
        CHECK ((answered_on IS NULL) = (report_sha256 IS NULL)),
        CHECK ((state = 'REJECTED') = (reason IS NOT NULL))
    )",
    // One round waits for its answer.
    "CREATE UNIQUE INDEX acceptance_round_asked ON acceptance_round (contract_id) WHERE state = 'ASKED'",
    "CREATE INDEX acceptance_round_answer_by ON acceptance_round (answer_by_on, id) WHERE state = 'ASKED'",
    "CREATE TABLE remaining_item (
        id {uuid} PRIMARY KEY NOT NULL,
        contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
        round_id {uuid} NOT NULL REFERENCES acceptance_round (id) ON DELETE RESTRICT,
        number integer NOT NULL CHECK (number > 0),
        deliverable_id {uuid} NOT NULL REFERENCES deliverable (id) ON DELETE RESTRICT,
        what text NOT NULL,
        due_on {date} NOT NULL,
        done_on {date},
        evidence text,
        UNIQUE (round_id, number),
        CHECK ((done_on IS NULL) = (evidence IS NULL))
    )",
    "CREATE INDEX remaining_item_contract ON remaining_item (contract_id)",
    "INSERT INTO schedule (kind, cron, zone, last_slot_at, version)
        VALUES ('accept_by_silence', '10 0 * * *', 'Asia/Ho_Chi_Minh', '2026-01-01T00:00:00+00:00', 1)",
];

/// What older code does not know.
const TAKEN_BACK: &[&str] = &["DELETE FROM schedule WHERE kind = 'accept_by_silence'"];
