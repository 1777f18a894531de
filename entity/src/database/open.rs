//! Opening SQLite or PostgreSQL with what Khu relies on.

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, DatabaseConnection, DbBackend, DbErr};
use std::time::Duration;

/// How long a statement waits for a connection or for SQLite's write lock before it fails.
const PATIENCE: Duration = Duration::from_secs(10);

/// A database of Khu. Cheap to clone.
///
/// SQLite has a pool of readers and a single writing connection: writers queue here, in order, and never meet
/// "database is locked" inside one process. PostgreSQL has one pool.
#[derive(Clone, Debug)]
pub struct Database {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
}

/// How a database is opened.
#[derive(Clone, Debug)]
pub struct Opening {
    /// `sqlite:path` or `postgres://…`.
    pub url: String,
    /// Connections at most; on SQLite, readers at most.
    pub connections: u32,
    /// Called with the text of each statement; for tests that count them.
    pub on_statement: Option<fn(&str)>,
}

impl Opening {
    /// Opens `url` with eight connections.
    pub fn of(url: &str) -> Self {
        Self { url: url.to_owned(), connections: 8, on_statement: None }
    }
}

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenRefused {
    /// The address names another engine.
    #[error("the database address must begin with sqlite: or postgres:")]
    UnknownEngine,
    /// The folder of the SQLite file is missing, the server does not answer, the password is wrong…
    #[error("the database cannot be reached: {0}")]
    Unreachable(DbErr),
}

impl Database {
    /// Opens the database. An SQLite file is made when it is missing; its folder must exist.
    pub async fn open(opening: Opening) -> Result<Self, OpenRefused> {
        if opening.url.starts_with("sqlite:") {
            let reader = connect(&opening, opening.connections).await?;
            let writer = connect(&opening, 1).await?;
            Ok(Self { reader, writer })
        } else if opening.url.starts_with("postgres:") || opening.url.starts_with("postgresql:") {
            let pool = connect(&opening, opening.connections).await?;
            Ok(Self { reader: pool.clone(), writer: pool })
        } else {
            Err(OpenRefused::UnknownEngine)
        }
    }

    /// For finders. On SQLite a reader sees the last committed state and is never blocked by the writer.
    pub fn read(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// For [`Write`](super::Write) alone.
    pub(super) fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// Which engine this is.
    pub fn backend(&self) -> DbBackend {
        self.reader.get_database_backend()
    }

    /// Closes all connections; waits for those in use.
    pub async fn close(self) -> Result<(), DbErr> {
        self.writer.close_by_ref().await?;
        self.reader.close_by_ref().await
    }
}

async fn connect(opening: &Opening, connections: u32) -> Result<DatabaseConnection, OpenRefused> {
    let mut options = ConnectOptions::new(opening.url.clone());
    options
        .max_connections(connections)
        .sqlx_logging(false)
        .acquire_timeout(PATIENCE)
        .connect_timeout(PATIENCE)
        // A power cut must not take back what was committed: a claimed mail stays claimed.
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(PATIENCE)
                .pragma("recursive_triggers", "ON")
        });
    let mut connection = sea_orm::Database::connect(options).await.map_err(OpenRefused::Unreachable)?;
    if let Some(on_statement) = opening.on_statement {
        connection.set_metric_callback(move |info| on_statement(&info.statement.sql));
    }
    Ok(connection)
}
