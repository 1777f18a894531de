//! Migrations over rows: down and up again, many processes at once, and what is pending.

use entity::database::Database;
use sea_orm::{ConnectionTrait, Statement};
use tests::database_tests;
use tests::engine::{Engine, TestDatabase};

async fn count(database: &Database, table: &str) -> i64 {
    let statement = Statement::from_string(database.backend(), format!("SELECT count(*) AS n FROM {table}"));
    database.read().query_one_raw(statement).await.unwrap().unwrap().try_get("", "n").unwrap()
}

database_tests! {
    async fn down_and_up_again_with_rows_in_the_tables(database: Database) {
        let days = count(&database, "calendar_day").await;
        assert!(days > 40, "{days}");
        let steps = 10;
        for newest in 1..=steps {
            let raw = database.read();
            migration::down(raw, newest).await.unwrap();
            assert_eq!(migration::pending(raw).await.unwrap().len(), newest as usize);
            assert_eq!(migration::up(raw).await.unwrap(), newest as usize);
        }
        assert_eq!(count(&database, "calendar_day").await, days);
        assert_eq!(migration::pending(database.read()).await.unwrap(), Vec::<String>::new());
    }
}

async fn six_at_once(engine: Engine) {
    let Some(fresh) = TestDatabase::new(engine).await else { return };
    let database = fresh.open().await;
    migration::down(database.read(), 10).await.unwrap();
    let starts: Vec<_> = (0..6)
        .map(|_| {
            let url = fresh.url.clone();
            tokio::spawn(async move {
                let own = sea_orm::Database::connect(url).await.unwrap();
                migration::up(&own).await.map(|applied| applied > 0)
            })
        })
        .collect();
    let mut migrated = 0;
    for start in starts {
        migrated += i32::from(start.await.unwrap().unwrap());
    }
    assert_eq!(migrated, 1);
}

#[tokio::test]
async fn processes_that_start_together_queue_on_sqlite() {
    six_at_once(Engine::Sqlite).await;
}

#[tokio::test]
async fn processes_that_start_together_queue_on_postgres() {
    six_at_once(Engine::Postgres).await;
}
