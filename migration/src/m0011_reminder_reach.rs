//! Reminders of what has no contract yet, and of more than payments and warranties: quotes, work, acceptance, documents,
//! changes. A reminder names its customer; its contract may still have to be made.

use sea_orm_migration::prelude::{DbErr, MigrationName, MigrationTrait, SchemaManager};
use sea_orm_migration::sea_orm::DbBackend;

use crate::dialect::run;

/// See the head of this file.
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0011_reminder_reach"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Postgres {
            return run(manager, UP_ON_POSTGRES).await;
        }
        rebuilt(manager, WIDE).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, TAKEN_BACK).await?;
        if manager.get_database_backend() == DbBackend::Postgres {
            return run(manager, DOWN_ON_POSTGRES).await;
        }
        rebuilt(manager, NARROW).await
    }
}

const UP_ON_POSTGRES: &[&str] = &[
    "ALTER TABLE ladder DROP CONSTRAINT ladder_kind_check",
    "ALTER TABLE ladder ADD CONSTRAINT ladder_kind_check CHECK (kind IN
        ('PAYMENT', 'WARRANTY', 'QUOTE', 'WORK_ITEM', 'ACCEPTANCE', 'DOCUMENT', 'CHANGE'))",
    "ALTER TABLE reminder DROP CONSTRAINT reminder_kind_check",
    "ALTER TABLE reminder ADD CONSTRAINT reminder_kind_check CHECK (kind IN
        ('PAYMENT', 'WARRANTY', 'QUOTE', 'WORK_ITEM', 'ACCEPTANCE', 'DOCUMENT', 'CHANGE'))",
    "ALTER TABLE reminder ADD COLUMN customer_id uuid REFERENCES customer (id) ON DELETE RESTRICT",
    "UPDATE reminder SET customer_id = (SELECT customer_id FROM contract WHERE contract.id = reminder.contract_id)",
    "ALTER TABLE reminder ALTER COLUMN customer_id SET NOT NULL",
    "ALTER TABLE reminder ALTER COLUMN contract_id DROP NOT NULL",
    "CREATE INDEX reminder_customer ON reminder (customer_id, anchor_on, id)",
];

const DOWN_ON_POSTGRES: &[&str] = &[
    "DROP INDEX reminder_customer",
    "ALTER TABLE reminder ALTER COLUMN contract_id SET NOT NULL",
    "ALTER TABLE reminder DROP COLUMN customer_id",
    "ALTER TABLE reminder DROP CONSTRAINT reminder_kind_check",
    "ALTER TABLE reminder ADD CONSTRAINT reminder_kind_check CHECK (kind IN ('PAYMENT', 'WARRANTY'))",
    "ALTER TABLE ladder DROP CONSTRAINT ladder_kind_check",
    "ALTER TABLE ladder ADD CONSTRAINT ladder_kind_check CHECK (kind IN ('PAYMENT', 'WARRANTY'))",
];

/// What the older tables cannot hold.
const TAKEN_BACK: &[&str] = &[
    "DELETE FROM notice WHERE reminder_id IN
        (SELECT id FROM reminder WHERE contract_id IS NULL OR kind NOT IN ('PAYMENT', 'WARRANTY'))",
    "DELETE FROM reminder WHERE contract_id IS NULL OR kind NOT IN ('PAYMENT', 'WARRANTY')",
    "DELETE FROM ladder WHERE kind NOT IN ('PAYMENT', 'WARRANTY')",
];

/// The two tables on SQLite, which changes a constraint only by making its table anew.
struct Shape {
    kinds: &'static str,
    contract: &'static str,
    customer: &'static str,
    /// The columns of `reminder` between its contract and its anchor, as they are read from the copy.
    customer_from: &'static str,
    indexes: &'static [&'static str],
}

const WIDE: Shape = Shape {
    kinds: "'PAYMENT', 'WARRANTY', 'QUOTE', 'WORK_ITEM', 'ACCEPTANCE', 'DOCUMENT', 'CHANGE'",
    contract: "contract_id {uuid}",
    customer: "customer_id {uuid} NOT NULL REFERENCES customer (id) ON DELETE RESTRICT,",
    customer_from: "(SELECT customer_id FROM contract WHERE contract.id = copy.contract_id),",
    indexes: &["CREATE INDEX reminder_customer ON reminder (customer_id, anchor_on, id)"],
};

const NARROW: Shape = Shape {
    kinds: "'PAYMENT', 'WARRANTY'",
    contract: "contract_id {uuid} NOT NULL",
    customer: "",
    customer_from: "",
    indexes: &[],
};

/// Makes both tables anew around their rows. What points at a reminder is checked when the transaction ends: by then its
/// row is back.
async fn rebuilt(manager: &SchemaManager<'_>, shape: Shape) -> Result<(), DbErr> {
    run(manager, &["PRAGMA defer_foreign_keys = ON"]).await?;
    let Shape { kinds, contract, customer, customer_from, indexes } = shape;
    let ladder = format!(
        "CREATE TABLE ladder (
            id {{uuid}} PRIMARY KEY NOT NULL,
            kind text NOT NULL CHECK (kind IN ({kinds})),
            customer_id {{uuid}} REFERENCES customer (id) ON DELETE RESTRICT,
            contract_id {{uuid}} REFERENCES contract (id) ON DELETE RESTRICT,
            steps {{json}} NOT NULL,
            version bigint NOT NULL,
            updated_at {{instant}} NOT NULL,
            CHECK (customer_id IS NULL OR contract_id IS NULL)
        )"
    );
    let reminder = format!(
        "CREATE TABLE reminder (
            id {{uuid}} PRIMARY KEY NOT NULL,
            kind text NOT NULL CHECK (kind IN ({kinds})),
            subject_id {{uuid}} NOT NULL,
            {contract} REFERENCES contract (id) ON DELETE RESTRICT,
            {customer}
            anchor_on {{date}} NOT NULL,
            arming integer NOT NULL,
            armed_at {{instant}} NOT NULL,
            next_at {{instant}},
            paused_until {{date}},
            pause_reason text,
            pause_is_promise boolean NOT NULL,
            paused_by {{uuid}} REFERENCES person (id) ON DELETE RESTRICT,
            version bigint NOT NULL,
            UNIQUE (kind, subject_id)
        )"
    );
    let back = format!(
        "INSERT INTO reminder SELECT id, kind, subject_id, contract_id, {customer_from} anchor_on, arming, armed_at, next_at,
            paused_until, pause_reason, pause_is_promise, paused_by, version FROM copy"
    );
    run(manager, &["CREATE TABLE copy AS SELECT * FROM ladder", "DROP TABLE ladder", &ladder]).await?;
    run(manager, &["INSERT INTO ladder SELECT * FROM copy", "DROP TABLE copy"]).await?;
    run(manager, &["CREATE TABLE copy AS SELECT * FROM reminder", "DROP TABLE reminder", &reminder, &back]).await?;
    run(manager, &["DROP TABLE copy"]).await?;
    run(manager, INDEXES).await?;
    run(manager, indexes).await
}

const INDEXES: &[&str] = &[
    "CREATE UNIQUE INDEX ladder_provider ON ladder (kind) WHERE customer_id IS NULL AND contract_id IS NULL",
    "CREATE UNIQUE INDEX ladder_customer ON ladder (customer_id, kind) WHERE customer_id IS NOT NULL",
    "CREATE UNIQUE INDEX ladder_contract ON ladder (contract_id, kind) WHERE contract_id IS NOT NULL",
    "CREATE INDEX reminder_next ON reminder (next_at, id) WHERE next_at IS NOT NULL",
    "CREATE INDEX reminder_contract ON reminder (contract_id, anchor_on, id)",
    "CREATE INDEX reminder_anchor ON reminder (anchor_on, id)",
];
