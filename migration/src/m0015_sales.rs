//! What a package comes with, and what people ask about: inquiries with their consultations (S1).

use sea_orm_migration::prelude::{DbErr, MigrationName, MigrationTrait, SchemaManager};

use crate::dialect::{drop_tables, run};

/// See the head of this file.
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0015_sales"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, TAKEN_BACK).await?;
        drop_tables(manager, &["consultation", "inquiry"]).await?;
        run(manager, NARROWED).await
    }
}

const UP: &[&str] = &[
    "ALTER TABLE service_package ADD COLUMN workflow {json} NOT NULL DEFAULT '[]'",
    "ALTER TABLE service_package ADD COLUMN instalment_plan {json} NOT NULL DEFAULT '[]'",
    "ALTER TABLE service_package ADD COLUMN response_hours integer CHECK (response_hours BETWEEN 1 AND 400)",
    // `alarm_at` is null when nobody is to be alarmed any more: the sweep never sees it.
    "CREATE TABLE inquiry (
        id {uuid} PRIMARY KEY NOT NULL,
        reference text NOT NULL UNIQUE,
        state text NOT NULL CHECK (state IN ('RECEIVED', 'IN_CONSULTATION', 'QUOTED', 'WON', 'LOST')),
        name text NOT NULL,
        email text NOT NULL,
        phone text,
        company text NOT NULL,
        message text NOT NULL,
        package_ids {json} NOT NULL,
        locale text NOT NULL CHECK (locale IN ('vi', 'en')),
        consent_version text NOT NULL,
        customer_id {uuid} REFERENCES customer (id) ON DELETE RESTRICT,
        asked_by {uuid} REFERENCES person (id) ON DELETE RESTRICT,
        assigned_to {uuid} REFERENCES person (id) ON DELETE RESTRICT,
        answer_by {instant} NOT NULL,
        alarm_at {instant},
        answered_at {instant},
        closed_on {date},
        lost_reason text,
        version bigint NOT NULL,
        created_at {instant} NOT NULL,
        CHECK ((state = 'LOST') = (lost_reason IS NOT NULL)),
        CHECK ((state IN ('WON', 'LOST')) = (closed_on IS NOT NULL))
    )",
    "CREATE INDEX inquiry_created ON inquiry (created_at, id)",
    "CREATE INDEX inquiry_alarm ON inquiry (alarm_at, id) WHERE alarm_at IS NOT NULL",
    "CREATE INDEX inquiry_customer ON inquiry (customer_id, created_at, id)",
    "CREATE INDEX inquiry_assigned ON inquiry (assigned_to, created_at, id)",
    "CREATE TABLE consultation (
        id {uuid} PRIMARY KEY NOT NULL,
        inquiry_id {uuid} NOT NULL REFERENCES inquiry (id) ON DELETE RESTRICT,
        channel text NOT NULL CHECK (channel IN ('TELEPHONE', 'MEETING', 'MAIL', 'SITE_VISIT')),
        held_on {date} NOT NULL,
        held_by {uuid} NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        note text NOT NULL,
        created_at {instant} NOT NULL
    )",
    "CREATE INDEX consultation_inquiry ON consultation (inquiry_id, held_on, id)",
    "INSERT INTO schedule (kind, cron, zone, last_slot_at, version)
        VALUES ('alarm_answers', '* * * * *', 'Asia/Ho_Chi_Minh', '2026-01-01T00:00:00+00:00', 1)",
];

/// What the older code does not know.
const TAKEN_BACK: &[&str] = &[
    "DELETE FROM notice WHERE kind = 'INQUIRY_RECEIVED'",
    "DELETE FROM mail WHERE kind = 'INQUIRY_RECEIVED'",
    "DELETE FROM staff_task WHERE kind = 'INQUIRY_UNANSWERED'",
    "DELETE FROM schedule WHERE kind = 'alarm_answers'",
    "DELETE FROM job_attempt WHERE job_id IN (SELECT id FROM job WHERE kind = 'alarm_answers')",
    "DELETE FROM job WHERE kind = 'alarm_answers'",
];

const NARROWED: &[&str] = &[
    "ALTER TABLE service_package DROP COLUMN response_hours",
    "ALTER TABLE service_package DROP COLUMN instalment_plan",
    "ALTER TABLE service_package DROP COLUMN workflow",
];
