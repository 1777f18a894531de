//! The queue's records, on both engines.

use entity::database::Database;
use entity::job::record::{Enqueue, enqueue};
use entity::job::{JobKind, run};
use sea_orm::EntityTrait;
use serde_json::json;
use tests::database_tests;

fn wanted(key: Option<&str>) -> Enqueue {
    Enqueue { kind: JobKind::DeliverMail, payload: json!({"a": 1}), key: key.map(str::to_owned), run_at: None }
}

async fn rows(database: &Database) -> Vec<run::Model> {
    run::Entity::find().all(database.read()).await.unwrap()
}

database_tests! {
    async fn a_key_waits_once_and_no_key_always(database: Database) {
        for key in [Some("a"), Some("a"), Some("b"), None, None] {
            database.write(async |write| enqueue(write, wanted(key)).await).await.unwrap();
        }
        let rows = rows(&database).await;
        assert_eq!(rows.len(), 4);
        assert_eq!(rows[0].payload, json!({"a": 1}));
    }
}
