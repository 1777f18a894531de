//! Migrations over rows: down and up again, many processes at once, and what is pending.

use crate::days;
use entity::database::Database;
use migration::MigratorTrait;
use sea_orm::{ConnectionTrait, Statement};
use tests::database_tests;
use tests::engine::{Engine, TestDatabase};

async fn count(database: &Database, table: &str) -> i64 {
    let statement = Statement::from_string(database.backend(), format!("SELECT count(*) AS n FROM {table}"));
    database.read().query_one_raw(statement).await.unwrap().unwrap().try_get("", "n").unwrap()
}

/// How many migrations there are.
fn all() -> u32 {
    u32::try_from(migration::Migrator::migrations().len()).unwrap()
}

/// How many migrations there are from this one on.
fn since(name: &str) -> u32 {
    let names = migration::Migrator::migrations().into_iter().rev();
    u32::try_from(names.take_while(|migration| migration.name() != name).count()).unwrap() + 1
}

database_tests! {
    async fn down_and_up_again_with_rows_in_the_tables(database: Database) {
        let days = count(&database, "calendar_day").await;
        assert!(days > 40, "{days}");
        let steps = all();
        for newest in 1..=steps {
            let raw = database.read();
            migration::down(raw, newest).await.unwrap();
            assert_eq!(migration::pending(raw).await.unwrap().len(), newest as usize);
            assert_eq!(migration::up(raw).await.unwrap(), newest as usize);
        }
        assert_eq!(count(&database, "calendar_day").await, days);
        assert_eq!(migration::pending(database.read()).await.unwrap(), Vec::<String>::new());
    }

    /// The notices that point at a reminder outlive its table's rebuilding, and it still knows its customer.
    async fn reminders_come_back_with_what_points_at_them(database: Database) {
        days::installation_on(&database, "2026-03-01").await;
        let customer = days::customer(&database, "0101243150", Some("lan@thep.example")).await;
        let contract = days::contract(&database, &customer, "HD-2026-AAAAAA").await;
        let instalment = days::instalment(&database, &contract, "2026-03-02", 40_000_000).await;
        days::set_clock(&database, days::at("2026-03-02", 9)).await;
        days::sweep(&database).await;
        let before = (days::reminder_of(&database, instalment).await, days::notices(&database).await);
        assert_eq!(before.1.len(), 3);
        migration::down(database.read(), since("m0011_reminder_reach")).await.unwrap();
        migration::up(database.read()).await.unwrap();
        assert_eq!((days::reminder_of(&database, instalment).await, days::notices(&database).await), before);
        assert_eq!(before.0.customer_id, customer.id);
    }
}

async fn six_at_once(engine: Engine) {
    let Some(fresh) = TestDatabase::new(engine).await else { return };
    let database = fresh.open().await;
    migration::down(database.read(), all()).await.unwrap();
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
