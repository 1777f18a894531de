//! Finder: whether a process may begin to work on a database: its tables, its installation, its secret.

use super::installation::{self, Installation};
use crate::access::MasterKey;
use crate::database::Database;
use sea_orm::{ConnectionTrait, DbErr, Statement};

/// The newest migration this code was written for.
pub const NEWEST_MIGRATION: &str = "m0020_agreement";

/// Why a process must not begin, in words for whoever started it.
#[derive(Debug, thiserror::Error)]
pub enum NotReady {
    /// Tables are missing or older than this code.
    #[error(
        "the database is not up to date with this version of Khu: run `migration up` (expected {NEWEST_MIGRATION})"
    )]
    NotMigrated,
    /// The tables are there but nobody made an installation.
    #[error("there is no installation in this database yet: run `api install`")]
    NotInstalled,
    /// Started with another secret than the installation was made with.
    #[error("KHU_SECRET is not the secret this installation was made with")]
    WrongSecret,
    /// The database does not answer.
    #[error("the database failed: {0}")]
    Database(#[from] DbErr),
}

/// Refuses to begin on a database that is not ready for this process; answers the installation.
pub async fn check(database: &Database, key: &MasterKey) -> Result<Installation, NotReady> {
    let read = database.read();
    let newest = "SELECT 1 AS one FROM seaql_migrations WHERE version = $1";
    let statement = Statement::from_sql_and_values(database.backend(), newest, [NEWEST_MIGRATION.into()]);
    match read.query_one_raw(statement).await {
        Ok(Some(_)) => {}
        Ok(None) => return Err(NotReady::NotMigrated),
        // The table of migrations itself is missing; a server that is away fails here as well, and is told apart by asking it.
        Err(_) => {
            read.ping().await?;
            return Err(NotReady::NotMigrated);
        }
    }
    let installation = installation::find(read).await?.ok_or(NotReady::NotInstalled)?;
    if installation.row.secret_check == key.check_value() { Ok(installation) } else { Err(NotReady::WrongSecret) }
}
