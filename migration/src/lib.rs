//! The tables of Khu on SQLite and PostgreSQL. Knows nothing of `entity`: a migration stays true when the code moves on.
//!
//! One file per capability, written in SQL with four words that each engine spells its own way (see `dialect`).
//! All pending migrations run in one transaction under a lock, so that processes that start together do not meet.

mod append_only;
mod dialect;
mod m0001_installation;
mod m0002_party;
mod m0003_catalogue;
mod m0004_contract;
mod m0005_billing;
mod m0006_warranty;
mod m0007_notice;
mod m0008_job;
mod m0009_seed;
mod m0010_audit_reason;
mod m0011_reminder_reach;
mod m0013_document;
mod m0014_workflow;
mod m0015_sales;
mod m0016_authority;
mod m0017_quote;
mod m0018_acceptance;
mod m0019_care;
mod m0020_agreement;

use sea_orm_migration::prelude::MigrationTrait;
pub use sea_orm_migration::prelude::MigratorTrait;
use sea_orm_migration::sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, DbErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

/// All migrations of Khu, oldest first.
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_installation::Migration),
            Box::new(m0002_party::Migration),
            Box::new(m0003_catalogue::Migration),
            Box::new(m0004_contract::Migration),
            Box::new(m0005_billing::Migration),
            Box::new(m0006_warranty::Migration),
            Box::new(m0007_notice::Migration),
            Box::new(m0008_job::Migration),
            Box::new(m0009_seed::Migration),
            Box::new(m0010_audit_reason::Migration),
            Box::new(m0011_reminder_reach::Migration),
            Box::new(m0013_document::Migration),
            Box::new(m0014_workflow::Migration),
            Box::new(m0015_sales::Migration),
            Box::new(m0016_authority::Migration),
            Box::new(m0017_quote::Migration),
            Box::new(m0018_acceptance::Migration),
            Box::new(m0019_care::Migration),
            Box::new(m0020_agreement::Migration),
        ]
    }
}

/// The advisory lock that migrating processes queue for on PostgreSQL; the number only has to be ours alone.
const MIGRATION_LOCK: &str = "SELECT pg_advisory_xact_lock(727401)";

/// Brings the database to the newest shape; all of it or nothing.
///
/// Safe to call from any number of processes at once: they queue. Answers the number of migrations it applied.
pub async fn up(database: &DatabaseConnection) -> Result<usize, DbErr> {
    let transaction = begin(database).await?;
    let pending = Migrator::get_pending_migrations(&transaction).await?.len();
    Migrator::up(&transaction, None).await?;
    transaction.commit().await?;
    Ok(pending)
}

/// Takes back the newest `steps` migrations with the rows in their tables; all of it or nothing.
pub async fn down(database: &DatabaseConnection, steps: u32) -> Result<(), DbErr> {
    let transaction = begin(database).await?;
    Migrator::down(&transaction, Some(steps)).await?;
    transaction.commit().await
}

/// The names of the migrations that are not applied yet, without changing anything.
pub async fn pending(database: &DatabaseConnection) -> Result<Vec<String>, DbErr> {
    let pending = Migrator::get_pending_migrations_read_only(database).await?;
    Ok(pending.iter().map(|migration| migration.name().to_owned()).collect())
}

async fn begin(database: &DatabaseConnection) -> Result<sea_orm_migration::sea_orm::DatabaseTransaction, DbErr> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let transaction = database.begin_with_options(options).await?;
    if database.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared(MIGRATION_LOCK).await?;
    }
    Ok(transaction)
}
