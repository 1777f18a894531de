use super::*;
use std::sync::Arc;
use tests::database_tests;
use tokio::sync::Notify;

database_tests! {
    async fn a_key_waits_once_and_no_key_always(database: Database) {
        for key in [Some("a"), Some("a"), Some("b"), None, None] {
            enqueue(&database, wanted(key)).await;
        }
        let rows = rows(&database).await;
        assert_eq!(rows.len(), 4);
        assert_eq!(rows[0].payload, json!({"mail": 1}));
        assert!(rows.iter().all(|row| row.run_at <= now() && row.attempts == 0 && row.max_attempts == 12));
    }

    async fn a_fact_that_arrives_while_its_job_runs_gets_a_run(database: Database) {
        enqueue(&database, wanted(Some("a"))).await;
        let claimed = claim(&database, "w", 10).await;
        enqueue(&database, wanted(Some("a"))).await;
        enqueue(&database, wanted(Some("a"))).await;
        assert_eq!(rows(&database).await.len(), 2);
        finish(&database, "w", &claimed[0], done()).await;
        assert_eq!(claim(&database, "w", 10).await.len(), 1);
    }

    async fn what_is_refused_leaves_no_job(database: Database) {
        let refused: Result<(), sea_orm::DbErr> = database
            .write(async |write| {
                record::enqueue(write, wanted(None)).await?;
                Err(sea_orm::DbErr::Custom("refused".to_owned()))
            })
            .await;
        assert!(refused.is_err());
        assert!(rows(&database).await.is_empty());
    }

    async fn a_waiting_job_is_not_run_before_the_fact_that_asks_again_can_be_read(database: Database) {
        enqueue(&database, wanted(Some("a"))).await;
        let (asked, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let fact = tokio::spawn({
            let (database, asked, go_on) = (database.clone(), asked.clone(), go_on.clone());
            async move {
                database
                    .write(async |write| {
                        record::enqueue(write, wanted(Some("a"))).await?;
                        asked.notify_one();
                        go_on.notified().await;
                        Ok::<_, sea_orm::DbErr>(())
                    })
                    .await
            }
        });
        asked.notified().await;
        let early = tokio::spawn({
            let database = database.clone();
            async move { claim(&database, "w", 10).await.len() }
        });
        tokio::time::sleep(Duration::from_millis(100)).await;
        let in_between = early.is_finished().then_some(());
        go_on.notify_one();
        fact.await.unwrap().unwrap();
        // PostgreSQL passes over the locked row; on SQLite the claim itself waits for the writer.
        let claimed_early = early.await.unwrap();
        assert!(in_between.is_none() || claimed_early == 0);
        let claimed_late = claim(&database, "w", 10).await.len();
        assert_eq!(claimed_early + claimed_late, 1);
    }
}
