//! The one transaction type. A record cannot be called without it, and nothing else begins a write.

use super::Database;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

/// A write in progress: everything done through it happens together or not at all. Dropped, it never happened.
///
/// On SQLite it begins IMMEDIATE, so a read-then-write cannot lose to another writer half-way; on PostgreSQL the
/// records take the contract's row lock. Lock order everywhere: contract → document → reminder → mail → job.
#[derive(Debug)]
pub struct Write {
    transaction: DatabaseTransaction,
}

impl Write {
    /// Where finders and statements of this write run.
    pub fn on(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// Which engine this is.
    pub fn backend(&self) -> DbBackend {
        ConnectionTrait::get_database_backend(&self.transaction)
    }
}

impl Database {
    /// Runs `work` in one transaction: committed when it answers `Ok`, taken back when it refuses.
    pub async fn write<T, E: From<DbErr>>(&self, work: impl AsyncFnOnce(&Write) -> Result<T, E>) -> Result<T, E> {
        let write = self.begin().await?;
        match work(&write).await {
            Ok(done) => {
                write.transaction.commit().await?;
                Ok(done)
            }
            Err(refusal) => {
                write.transaction.rollback().await?;
                Err(refusal)
            }
        }
    }

    async fn begin(&self) -> Result<Write, DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(Write { transaction: self.writer().begin_with_options(options).await? })
    }
}
