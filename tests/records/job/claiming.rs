use super::*;
use entity::job::state::State;
use std::collections::HashSet;
use tests::database_tests;

database_tests! {
    async fn the_longest_waiting_come_first_and_the_future_waits(database: Database) {
        let hour = chrono::TimeDelta::hours(1);
        for (key, at) in [("now", None), ("later", Some(now() + hour)), ("before", Some(now() - hour))] {
            enqueue(&database, Enqueue { run_at: at, ..wanted(Some(key)) }).await;
        }
        let claimed = claim(&database, "w", 10).await;
        let keys: Vec<_> = claimed.iter().map(|row| row.key.as_deref().unwrap()).collect();
        assert_eq!(keys, ["before", "now"]);
        for row in &claimed {
            assert_eq!((row.state, row.attempts, row.leased_by.as_deref()), (State::Running, 1, Some("w")));
            let lease = row.lease_until.unwrap() - row.started_at.unwrap();
            assert_eq!(lease.num_seconds(), 30);
        }
    }

    async fn no_more_than_asked_for_and_only_known_kinds(database: Database) {
        for kind in [JobKind::Rearm, JobKind::Remind, JobKind::Remind, JobKind::Remind] {
            enqueue(&database, Enqueue { kind, ..wanted(None) }).await;
        }
        assert_eq!(claim(&database, "w", 2).await.len(), 2);
        assert_eq!(claim(&database, "w", 10).await.len(), 1);
        assert_eq!(claim(&database, "w", 10).await.len(), 0);
        assert_eq!(claim(&database, "w", 0).await.len(), 0);
    }

    async fn workers_that_claim_at_once_get_different_jobs(database: Database) {
        for _ in 0..60 {
            enqueue(&database, wanted(None)).await;
        }
        let workers: Vec<_> = (0..6)
            .map(|number| {
                let database = database.clone();
                tokio::spawn(async move {
                    let mut mine = Vec::new();
                    loop {
                        let claimed = claim(&database, &format!("w{number}"), 3).await;
                        if claimed.is_empty() {
                            return mine;
                        }
                        mine.extend(claimed.into_iter().map(|row| row.id));
                    }
                })
            })
            .collect();
        let mut all = Vec::new();
        for worker in workers {
            all.extend(worker.await.unwrap());
        }
        assert_eq!(all.len(), 60);
        assert_eq!(all.into_iter().collect::<HashSet<_>>().len(), 60);
    }

    async fn a_kind_that_rests_is_passed_over(database: Database) {
        enqueue(&database, wanted(None)).await;
        enqueue(&database, Enqueue { kind: JobKind::Prune, ..wanted(None) }).await;
        let by = admin(now());
        database.write(async |write| record::pause_kind(write, &by, JobKind::DeliverMail, "server moves").await).await.unwrap();
        let claimed = claim(&database, "w", 10).await;
        assert_eq!(claimed.iter().map(|row| row.kind).collect::<Vec<_>>(), [JobKind::Prune]);
        database.write(async |write| record::resume_kind(write, &by, JobKind::DeliverMail).await).await.unwrap();
        assert_eq!(claim(&database, "w", 10).await.len(), 1);
    }

    async fn a_renewed_lease_is_kept_and_another_runs_out(database: Database) {
        enqueue(&database, wanted(None)).await;
        enqueue(&database, wanted(None)).await;
        let short = Duration::from_millis(80);
        let kept = [claim_for(&database, "kept", 1, short).await[0].id];
        claim_for(&database, "lost", 1, short).await;
        database.write(async |write| record::renew(write, "kept", &kept, LEASE).await).await.unwrap();
        tokio::time::sleep(Duration::from_millis(120)).await;
        assert!(run::is_any_lost(database.read(), now()).await.unwrap());
        database.write(async |write| record::recover(write).await).await.unwrap();
        let states: Vec<_> = rows(&database).await.iter().map(|row| (row.state, row.attempts)).collect();
        assert_eq!(states, [(State::Running, 1), (State::Queued, 1)]);
        assert_eq!(history(&database).await, [(1, attempt::Outcome::Lost)]);
        let again = claim(&database, "next", 10).await;
        assert_eq!(again.iter().map(|row| row.attempts).collect::<Vec<_>>(), [2]);
    }

    async fn what_is_lost_for_the_last_time_is_given_up(database: Database) {
        enqueue(&database, Enqueue { kind: JobKind::Remind, ..wanted(None) }).await;
        for attempt in 1..=3 {
            claim_for(&database, "w", 1, Duration::from_millis(1)).await;
            tokio::time::sleep(Duration::from_millis(5)).await;
            let given_up = database.write(async |write| record::recover(write).await).await.unwrap();
            assert_eq!(given_up.len(), usize::from(attempt == 3));
        }
        let row = rows(&database).await.remove(0);
        assert_eq!(row.state, State::Failed);
        assert!(row.error.unwrap().contains("worker w"));
    }
}
