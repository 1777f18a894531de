//! A migrated database of its own for every test, on both engines.
//!
//! PostgreSQL comes from `KHU_TEST_POSTGRES_URL`, else from a throw-away cluster made with the installed `initdb`.
//! Where neither is found the tests pass on SQLite alone and say so loudly; with `KHU_REQUIRE_POSTGRES` set they fail.

mod cluster;
mod postgres;
mod sqlite;

use entity::database::{Database, Opening};

/// One of the two engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Embedded, a file.
    Sqlite,
    /// A server.
    Postgres,
}

/// A migrated, otherwise empty database that goes with its guard.
pub struct TestDatabase {
    /// Where it is.
    pub url: String,
    /// The engine it is on.
    pub engine: Engine,
    /// Holds the folder of an SQLite file.
    _folder: Option<tempfile::TempDir>,
}

impl TestDatabase {
    /// Makes one; `None` when the engine is not there.
    pub async fn new(engine: Engine) -> Option<Self> {
        match engine {
            Engine::Sqlite => {
                let (url, folder) = sqlite::fresh().await;
                Some(Self { url, engine, _folder: Some(folder) })
            }
            Engine::Postgres => Some(Self { url: postgres::fresh().await?, engine, _folder: None }),
        }
    }

    /// Opens it.
    pub async fn open(&self) -> Database {
        Database::open(Opening::of(&self.url)).await.expect("a test's own database opens")
    }
}

/// Whether PostgreSQL can be tried here; said loudly, once, when it cannot.
pub fn has_postgres() -> bool {
    postgres::server().is_some()
}

/// Runs `test` with a database of its own.
pub async fn with_database<F: Future<Output = ()>>(engine: Engine, test: impl FnOnce(Database) -> F) {
    if let Some(fresh) = TestDatabase::new(engine).await {
        let database = fresh.open().await;
        test(database.clone()).await;
        database.close().await.expect("a test's own database closes");
    }
}

/// Declares tests that take a [`Database`] and run on both engines.
#[macro_export]
macro_rules! database_tests {
    ($($(#[$meta:meta])* async fn $name:ident($database:ident: Database) $body:block)*) => {$(
        $(#[$meta])*
        mod $name {
            use super::*;

            async fn test($database: entity::database::Database) $body

            #[tokio::test]
            async fn on_sqlite() {
                $crate::engine::with_database($crate::engine::Engine::Sqlite, test).await;
            }

            #[tokio::test]
            async fn on_postgres() {
                $crate::engine::with_database($crate::engine::Engine::Postgres, test).await;
            }
        }
    )*};
}
