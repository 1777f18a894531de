//! The few column types that the two engines spell differently, and how a migration's SQL is run.

use sea_orm_migration::prelude::SchemaManager;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr};

/// What stands in the migrations, what SQLite calls it, what PostgreSQL calls it.
/// The SQLite names are those sea-orm's own schema builder uses: its decoder goes by them.
const TYPES: [(&str, &str, &str); 4] = [
    ("{uuid}", "uuid_text", "uuid"),
    ("{instant}", "timestamp_with_timezone_text", "timestamp with time zone"),
    ("{date}", "date_text", "date"),
    ("{json}", "jsonb_text", "jsonb"),
];

/// Runs statements one after the other with the engine's own type names.
pub(crate) async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    let backend = manager.get_database_backend();
    for statement in statements {
        manager.get_connection().execute_unprepared(&spelled(backend, statement)).await?;
    }
    Ok(())
}

fn spelled(backend: DbBackend, statement: &str) -> String {
    TYPES.iter().fold(statement.to_owned(), |text, (word, sqlite, postgres)| {
        text.replace(word, if backend == DbBackend::Postgres { postgres } else { sqlite })
    })
}

/// Drops tables in the order given: those that point at others come first.
pub(crate) async fn drop_tables(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    for table in tables {
        manager.get_connection().execute_unprepared(&format!("DROP TABLE {table}")).await?;
    }
    Ok(())
}

/// Declares a migration made of SQL up and tables to drop down. Its name is its identity and never changes.
macro_rules! tables {
    ($name:literal, up: $up:expr, drop: $drop:expr) => {
        /// See the head of this file.
        pub(crate) struct Migration;

        impl sea_orm_migration::prelude::MigrationName for Migration {
            fn name(&self) -> &'static str {
                $name
            }
        }

        #[async_trait::async_trait]
        impl sea_orm_migration::prelude::MigrationTrait for Migration {
            async fn up(
                &self,
                manager: &sea_orm_migration::prelude::SchemaManager,
            ) -> Result<(), sea_orm_migration::prelude::DbErr> {
                $crate::dialect::run(manager, $up).await
            }

            async fn down(
                &self,
                manager: &sea_orm_migration::prelude::SchemaManager,
            ) -> Result<(), sea_orm_migration::prelude::DbErr> {
                $crate::dialect::drop_tables(manager, $drop).await
            }
        }
    };
}
pub(crate) use tables;
