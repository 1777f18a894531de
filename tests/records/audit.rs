//! The trail cannot be rewritten, whoever holds the connection.

use entity::access::{Actor, Viewer};
use entity::audit::entry::{self, Filter};
use entity::audit::{Chain, Fact, hashing, reason, record};
use entity::clock::machine_now;
use entity::database::Database;
use entity::database::window::Window;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};
use serde_json::json;
use tests::database_tests;
use uuid::Uuid;

async fn tell(database: &Database, chain: Chain, action: &'static str) -> Result<(), DbErr> {
    let subject = ("contract", Uuid::nil());
    let after = json!({"zebra": 1, "ant": "Đỗ", "when": null});
    let fact = Fact { chain, action, subject, before: json!(null), after, reason: Some("vì vậy") };
    database.write(async |write| record(write, &Actor::system(), machine_now(), fact).await).await
}

database_tests! {
    async fn a_chain_verifies_as_it_was_written(database: Database) {
        for action in ["a", "b", "c"] {
            tell(&database, Chain::Installation, action).await.unwrap();
        }
        let lines = entry::chain(database.read(), Chain::Installation.id(), 0, 10).await.unwrap();
        assert_eq!(lines.len(), 3);
        let (number, _) = hashing::verify((0, String::new()), &lines).unwrap();
        assert_eq!(number, 3);
    }

    async fn what_people_said_is_read_until_it_is_erased_and_the_chain_verifies(database: Database) {
        for action in ["a", "b"] {
            tell(&database, Chain::Installation, action).await.unwrap();
        }
        let reasons = async || {
            let trail = entry::page(database.read(), Viewer::System, &Filter::default(), Window::first(10)).await.unwrap();
            trail.rows.into_iter().map(|line| line.reason.unwrap()).collect::<Vec<_>>()
        };
        let verified = async || {
            let lines = entry::chain(database.read(), Chain::Installation.id(), 0, 10).await.unwrap();
            assert!(lines.iter().all(|line| !line.reason.as_ref().unwrap().contains("vì vậy")), "{lines:?}");
            hashing::verify((0, String::new()), &lines).unwrap().0
        };
        assert_eq!((reasons().await, verified().await), (vec!["vì vậy".to_owned(); 2], 2));
        let newest = entry::chain(database.read(), Chain::Installation.id(), 1, 1).await.unwrap()[0].id;
        reason::Entity::delete_by_id(newest).exec(database.read()).await.unwrap();
        let left = reasons().await;
        assert!(left[0].starts_with("sealed:") && left[1] == "vì vậy", "{left:?}");
        assert_eq!(verified().await, 2);
    }

    async fn many_writers_at_once_keep_one_chain(database: Database) {
        let writers = (0..12).map(|_| tell(&database, Chain::Installation, "at.once"));
        for told in futures_util::future::join_all(writers).await {
            told.unwrap();
        }
        let lines = entry::chain(database.read(), Chain::Installation.id(), 0, 20).await.unwrap();
        assert_eq!(hashing::verify((0, String::new()), &lines).unwrap().0, 12);
    }

    async fn no_line_is_changed_deleted_replaced_or_truncated(database: Database) {
        tell(&database, Chain::Installation, "a").await.unwrap();
        let attempts = [
            "UPDATE audit_entry SET action = 'x'",
            "DELETE FROM audit_entry",
            "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry",
            "TRUNCATE audit_entry",
        ];
        for attempt in attempts {
            assert!(database.read().execute_unprepared(attempt).await.is_err(), "{attempt}");
        }
        let lines = entry::chain(database.read(), Chain::Installation.id(), 0, 20).await.unwrap();
        assert_eq!(lines.len(), 1);
        hashing::verify((0, String::new()), &lines).unwrap();
    }

    async fn only_admins_read_the_trail(database: Database) {
        tell(&database, Chain::Installation, "a").await.unwrap();
        let person_id = entity::value::id::PersonId::new();
        let looks = [
            (Viewer::Visitor, 0),
            (Viewer::Staff { person_id, is_accountant: true }, 0),
            (Viewer::Admin { person_id }, 1),
        ];
        for (viewer, expected) in looks {
            let found = entry::page(database.read(), viewer, &Filter::default(), Window::first(10)).await.unwrap().rows;
            assert_eq!(found.len(), expected, "{viewer:?}");
        }
    }
}
