//! Warranty and support (P3, P5, S7): what a contract promises beyond the months, claims from triage to confirmation, cover
//! that follows on redone work, answer-by clocks, support tickets, and what becomes of sums when a contract ends early.

use sea_orm_migration::prelude::{DbErr, MigrationName, MigrationTrait, SchemaManager};

use crate::dialect::{drop_tables, run};

/// See the head of this file.
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0019_care"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, CLAIMS).await?;
        run(manager, COVERS).await?;
        run(manager, CLAIM_STEPS).await?;
        run(manager, NEW_TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, TAKEN_BACK).await?;
        let new = ["settlement", "ticket_message", "support_ticket", "response_clock", "care_terms", "claim_step"];
        drop_tables(manager, &new).await?;
        run(manager, COVERS_BEFORE).await?;
        run(manager, CLAIMS_BEFORE).await
    }
}

/// SQLite cannot widen a CHECK: both engines make the table anew, so that it is the same on both.
const CLAIMS: &[&str] = &[
    "CREATE TABLE copy AS SELECT * FROM warranty_claim",
    "DROP TABLE warranty_claim",
    "CREATE TABLE warranty_claim (
        id {uuid} PRIMARY KEY NOT NULL,
        reference text NOT NULL UNIQUE,
        contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
        deliverable_id {uuid} NOT NULL REFERENCES deliverable (id) ON DELETE RESTRICT,
        state text NOT NULL CHECK (state IN ('FILED', 'TRIAGED', 'IN_WORK', 'RESOLVED', 'CONFIRMED', 'REJECTED')),
        rule text NOT NULL CHECK (rule IN
            ('IN_COVER', 'IN_FOLLOW_ON', 'NO_COVER', 'BEFORE_COVER', 'AFTER_COVER', 'EXCLUDED')),
        exclusion text CHECK (exclusion IN
            ('MISUSE', 'CHANGED_BY_OTHERS', 'WRONG_INFORMATION', 'NOT_AGREED', 'LAW_CHANGED', 'FORCE_MAJEURE')),
        is_covered boolean NOT NULL,
        is_overruled boolean NOT NULL,
        judged_on {date},
        judged_by {uuid} REFERENCES person (id) ON DELETE RESTRICT,
        verdict_reason text,
        defect_on {date} NOT NULL,
        description text NOT NULL,
        filed_on {date} NOT NULL,
        filed_by {uuid} NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        answered_on {date},
        answer text,
        created_at {instant} NOT NULL,
        CHECK ((rule = 'EXCLUDED') = (exclusion IS NOT NULL)),
        CHECK ((state = 'FILED') = (judged_on IS NULL)),
        CHECK (state NOT IN ('TRIAGED', 'IN_WORK', 'RESOLVED', 'CONFIRMED') OR is_covered),
        CHECK (state <> 'REJECTED' OR NOT is_covered),
        CHECK (NOT is_overruled OR verdict_reason IS NOT NULL),
        CHECK ((state IN ('RESOLVED', 'CONFIRMED', 'REJECTED')) = (answered_on IS NOT NULL)),
        CHECK ((answered_on IS NULL) = (answer IS NULL))
    )",
    // Until now an answer was given without a verdict: what was put right counts as covered, what was refused as not.
    "INSERT INTO warranty_claim SELECT id, reference, contract_id, deliverable_id, state,
        CASE WHEN is_covered THEN 'IN_COVER'
            WHEN EXISTS (SELECT 1 FROM warranty_cover AS cover
                WHERE cover.deliverable_id = copy.deliverable_id AND copy.defect_on < cover.from_on) THEN 'BEFORE_COVER'
            WHEN EXISTS (SELECT 1 FROM warranty_cover AS cover
                WHERE cover.deliverable_id = copy.deliverable_id) THEN 'AFTER_COVER'
            ELSE 'NO_COVER' END,
        NULL,
        CASE state WHEN 'RESOLVED' THEN TRUE WHEN 'REJECTED' THEN FALSE ELSE is_covered END,
        CASE state WHEN 'RESOLVED' THEN NOT is_covered WHEN 'REJECTED' THEN is_covered ELSE FALSE END,
        answered_on, NULL, answer, defect_on, description, filed_on, filed_by, answered_on, answer, created_at FROM copy",
    "DROP TABLE copy",
    "CREATE INDEX warranty_claim_contract ON warranty_claim (contract_id)",
    "CREATE INDEX warranty_claim_deliverable ON warranty_claim (deliverable_id)",
];

const COVERS: &[&str] = &[
    "CREATE TABLE copy AS SELECT * FROM warranty_cover",
    "DROP TABLE warranty_cover",
    "CREATE TABLE warranty_cover (
        id {uuid} PRIMARY KEY NOT NULL,
        contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
        deliverable_id {uuid} NOT NULL REFERENCES deliverable (id) ON DELETE RESTRICT,
        claim_id {uuid} REFERENCES warranty_claim (id) ON DELETE RESTRICT,
        from_on {date} NOT NULL,
        months integer CHECK (months > 0),
        days integer CHECK (days > 0),
        last_covered_on {date} NOT NULL,
        CHECK ((claim_id IS NULL) = (months IS NOT NULL)),
        CHECK ((claim_id IS NOT NULL) = (days IS NOT NULL))
    )",
    "INSERT INTO warranty_cover SELECT id, contract_id, deliverable_id, NULL, from_on, months, NULL, last_covered_on FROM copy",
    "DROP TABLE copy",
    "CREATE INDEX warranty_cover_contract ON warranty_cover (contract_id)",
    "CREATE INDEX warranty_cover_last ON warranty_cover (last_covered_on)",
    // One warranty of each deliverable, and one cover that follows on each claim.
    "CREATE UNIQUE INDEX warranty_cover_deliverable ON warranty_cover (deliverable_id) WHERE claim_id IS NULL",
    "CREATE UNIQUE INDEX warranty_cover_claim ON warranty_cover (claim_id) WHERE claim_id IS NOT NULL",
];

const CLAIM_STEPS: &[&str] = &[
    "CREATE TABLE claim_step (
        claim_id {uuid} NOT NULL REFERENCES warranty_claim (id) ON DELETE RESTRICT,
        number integer NOT NULL CHECK (number > 0),
        contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
        kind text NOT NULL CHECK (kind IN
            ('TRIAGED', 'STARTED', 'RESOLVED', 'CONFIRMED', 'REOPENED', 'REJECTED', 'ASKED', 'ANSWERED')),
        taken_on {date} NOT NULL,
        taken_by {uuid} REFERENCES person (id) ON DELETE RESTRICT,
        words text,
        created_at {instant} NOT NULL,
        PRIMARY KEY (claim_id, number)
    )",
    "CREATE INDEX claim_step_contract ON claim_step (contract_id)",
    "INSERT INTO claim_step SELECT id, 1, contract_id, state, answered_on, NULL, answer, created_at FROM warranty_claim
        WHERE answered_on IS NOT NULL",
];

const NEW_TABLES: &[&str] = &[
    "CREATE TABLE care_terms (
        contract_id {uuid} PRIMARY KEY NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
        response_hours integer CHECK (response_hours BETWEEN 1 AND 400),
        follow_on_days integer CHECK (follow_on_days BETWEEN 1 AND 3650)
    )",
    // `answer_by` is null while the clock stands still, `alarm_at` when nobody is to be alarmed any more.
    "CREATE TABLE response_clock (
        subject_id {uuid} PRIMARY KEY NOT NULL,
        subject_kind text NOT NULL CHECK (subject_kind IN ('CLAIM', 'TICKET')),
        contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
        reference text NOT NULL,
        hours integer NOT NULL CHECK (hours > 0),
        answer_by {instant},
        minutes_left integer,
        answered_at {instant},
        alarm_at {instant},
        CHECK ((answer_by IS NULL) = (minutes_left IS NOT NULL))
    )",
    "CREATE INDEX response_clock_alarm ON response_clock (alarm_at, subject_id) WHERE alarm_at IS NOT NULL",
    "CREATE INDEX response_clock_contract ON response_clock (contract_id)",
    "CREATE TABLE support_ticket (
        id {uuid} PRIMARY KEY NOT NULL,
        reference text NOT NULL UNIQUE,
        contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
        state text NOT NULL CHECK (state IN ('OPEN', 'ANSWERED', 'CLOSED')),
        title text NOT NULL,
        opened_by {uuid} NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        opened_on {date} NOT NULL,
        closed_on {date},
        created_at {instant} NOT NULL,
        CHECK ((state = 'CLOSED') = (closed_on IS NOT NULL))
    )",
    "CREATE INDEX support_ticket_contract ON support_ticket (contract_id, created_at, id)",
    "CREATE INDEX support_ticket_created ON support_ticket (created_at, id)",
    "CREATE TABLE ticket_message (
        ticket_id {uuid} NOT NULL REFERENCES support_ticket (id) ON DELETE RESTRICT,
        number integer NOT NULL CHECK (number > 0),
        contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
        author_id {uuid} NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        is_from_provider boolean NOT NULL,
        body text NOT NULL,
        created_at {instant} NOT NULL,
        PRIMARY KEY (ticket_id, number)
    )",
    "CREATE INDEX ticket_message_contract ON ticket_message (contract_id)",
    "CREATE TABLE settlement (
        instalment_id {uuid} PRIMARY KEY NOT NULL REFERENCES instalment (id) ON DELETE RESTRICT,
        contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
        written_off_minor bigint NOT NULL CHECK (written_off_minor >= 0),
        reason text,
        settled_on {date} NOT NULL,
        CHECK (written_off_minor = 0 OR reason IS NOT NULL)
    )",
    "CREATE INDEX settlement_contract ON settlement (contract_id)",
    // What was terminated so far owes nothing, as its note says.
    "INSERT INTO settlement SELECT i.id, i.contract_id, i.amount_minor - paid.minor, c.settlement_note, c.terminated_on
        FROM instalment i
        JOIN contract c ON c.id = i.contract_id
        JOIN (SELECT p.id, COALESCE(SUM(CASE WHEN r.payment_id IS NULL THEN a.amount_minor ELSE 0 END), 0) AS minor
            FROM instalment p
            LEFT JOIN allocation a ON a.instalment_id = p.id
            LEFT JOIN payment_reversal r ON r.payment_id = a.payment_id
            GROUP BY p.id) paid ON paid.id = i.id
        WHERE c.state = 'TERMINATED' AND i.amount_minor > paid.minor",
];

/// What the older code does not know.
const TAKEN_BACK: &[&str] = &[
    "DELETE FROM notice WHERE reminder_id IN (SELECT id FROM reminder WHERE kind = 'WARRANTY'
        AND subject_id IN (SELECT id FROM warranty_cover WHERE claim_id IS NOT NULL))",
    "DELETE FROM reminder WHERE kind = 'WARRANTY'
        AND subject_id IN (SELECT id FROM warranty_cover WHERE claim_id IS NOT NULL)",
    "DELETE FROM warranty_cover WHERE claim_id IS NOT NULL",
    "DELETE FROM notice WHERE kind IN ('CLAIM_TRIAGED', 'CLAIM_REOPENED', 'CLAIM_ASKED', 'TICKET_ANSWERED', 'CONTRACT_ENDED')",
    "DELETE FROM mail WHERE kind IN ('CLAIM_TRIAGED', 'CLAIM_REOPENED', 'CLAIM_ASKED', 'TICKET_ANSWERED', 'CONTRACT_ENDED')",
    "DELETE FROM staff_task WHERE kind IN ('CLAIM_UNANSWERED', 'TICKET_TO_ANSWER', 'TICKET_UNANSWERED')",
];

const COVERS_BEFORE: &[&str] = &[
    "CREATE TABLE copy AS SELECT * FROM warranty_cover",
    "DROP TABLE warranty_cover",
    "CREATE TABLE warranty_cover (
        id {uuid} PRIMARY KEY NOT NULL,
        contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
        deliverable_id {uuid} NOT NULL UNIQUE REFERENCES deliverable (id) ON DELETE RESTRICT,
        from_on {date} NOT NULL,
        months integer NOT NULL CHECK (months > 0),
        last_covered_on {date} NOT NULL
    )",
    "INSERT INTO warranty_cover SELECT id, contract_id, deliverable_id, from_on, months, last_covered_on FROM copy",
    "DROP TABLE copy",
    "CREATE INDEX warranty_cover_contract ON warranty_cover (contract_id)",
    "CREATE INDEX warranty_cover_last ON warranty_cover (last_covered_on)",
];

/// A claim in work waits for its answer again; a confirmed one was resolved.
const CLAIMS_BEFORE: &[&str] = &[
    "CREATE TABLE copy AS SELECT * FROM warranty_claim",
    "DROP TABLE warranty_claim",
    "CREATE TABLE warranty_claim (
        id {uuid} PRIMARY KEY NOT NULL,
        reference text NOT NULL UNIQUE,
        contract_id {uuid} NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
        deliverable_id {uuid} NOT NULL REFERENCES deliverable (id) ON DELETE RESTRICT,
        state text NOT NULL CHECK (state IN ('FILED', 'RESOLVED', 'REJECTED')),
        is_covered boolean NOT NULL,
        defect_on {date} NOT NULL,
        description text NOT NULL,
        filed_on {date} NOT NULL,
        filed_by {uuid} NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        answered_on {date},
        answer text,
        created_at {instant} NOT NULL,
        CHECK ((state = 'FILED') = (answered_on IS NULL))
    )",
    "INSERT INTO warranty_claim SELECT id, reference, contract_id, deliverable_id,
        CASE WHEN state IN ('TRIAGED', 'IN_WORK') THEN 'FILED' WHEN state = 'CONFIRMED' THEN 'RESOLVED' ELSE state END,
        rule IN ('IN_COVER', 'IN_FOLLOW_ON', 'EXCLUDED'),
        defect_on, description, filed_on, filed_by, answered_on, answer, created_at FROM copy",
    "DROP TABLE copy",
    "CREATE INDEX warranty_claim_contract ON warranty_claim (contract_id)",
    "CREATE INDEX warranty_claim_deliverable ON warranty_claim (deliverable_id)",
];
