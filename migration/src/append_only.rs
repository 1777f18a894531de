//! Triggers that make a table append-only: rows are neither changed nor deleted, and the table is not emptied.

use sea_orm_migration::prelude::SchemaManager;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr};

/// Refuses every update, delete, replace and truncation of `table` from now on, on both engines.
///
/// On SQLite a row that stands is also protected against `INSERT OR REPLACE`, whose delete fires no trigger
/// unless the connection asks for it.
pub(crate) async fn protect(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    let statements = if manager.get_database_backend() == DbBackend::Postgres {
        format!(
            "CREATE FUNCTION refuse_{table}() RETURNS trigger LANGUAGE plpgsql
                 AS $$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$;
             CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table}
                 FOR EACH ROW EXECUTE FUNCTION refuse_{table}();
             CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table}
                 FOR EACH STATEMENT EXECUTE FUNCTION refuse_{table}();"
        )
    } else {
        format!(
            "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
                 BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
             CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
                 BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
             CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
                 WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
                 BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;"
        )
    };
    manager.get_connection().execute_unprepared(&statements).await?;
    Ok(())
}

/// Drops the table together with its protection.
pub(crate) async fn drop(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    connection.execute_unprepared(&format!("DROP TABLE {table}")).await?;
    if manager.get_database_backend() == DbBackend::Postgres {
        connection.execute_unprepared(&format!("DROP FUNCTION refuse_{table}()")).await?;
    }
    Ok(())
}
