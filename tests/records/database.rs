//! One way to write: nothing half-done, and writers that meet wait for each other.

use entity::clock::machine_now;
use entity::database::{Database, OpenRefused, Opening};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, PaginatorTrait};
use tests::database_tests;

async fn count_failure(database: &Database) -> Result<(), DbErr> {
    database.write(async |write| entity::access::throttle::count(write, "k", machine_now()).await).await
}

database_tests! {
    async fn a_refused_write_leaves_nothing(database: Database) {
        let refused: Result<(), DbErr> = database
            .write(async |write| {
                entity::access::throttle::count(write, "k", machine_now()).await?;
                Err(DbErr::Custom("refused".to_owned()))
            })
            .await;
        assert!(refused.is_err());
        assert_eq!(entity::access::throttle::Entity::find().count(database.read()).await.unwrap(), 0);
    }

    async fn writers_that_meet_lose_nothing(database: Database) {
        count_failure(&database).await.unwrap();
        let tasks: Vec<_> = (0..24)
            .map(|_| {
                let database = database.clone();
                tokio::spawn(async move { count_failure(&database).await })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        let row = entity::access::throttle::Entity::find_by_id("k".to_owned()).one(database.read()).await.unwrap().unwrap();
        assert_eq!(row.failures, 25);
    }

    async fn a_foreign_key_is_kept(database: Database) {
        let orphan = "INSERT INTO calendar_year (year) VALUES (2026)";
        assert!(database.read().execute_unprepared(orphan).await.is_err());
        let session = "INSERT INTO assignment SELECT id, id, created_at FROM contract";
        assert!(database.read().execute_unprepared(session).await.is_ok());
    }
}

#[tokio::test]
async fn another_engine_is_refused_by_name() {
    let refused = Database::open(Opening::of("mysql://localhost/khu")).await.unwrap_err();
    assert!(matches!(refused, OpenRefused::UnknownEngine));
}

#[tokio::test]
async fn a_missing_folder_and_a_silent_server_are_told() {
    for url in ["sqlite:/nowhere/at/all/khu.sqlite", "postgres://khu@127.0.0.1:1/khu"] {
        let refused = Database::open(Opening::of(url)).await.unwrap_err();
        assert!(refused.to_string().starts_with("the database cannot be reached"), "{refused}");
    }
}
