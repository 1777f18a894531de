use super::*;
use entity::job::attempt::Outcome;
use entity::job::state::State;
use tests::database_tests;

fn retry() -> End {
    End::Retry { reason: "no answer".to_owned(), random: 0 }
}

database_tests! {
    async fn a_done_job_tells_what_it_did(database: Database) {
        enqueue(&database, wanted(None)).await;
        let job = claim(&database, "w", 1).await.remove(0);
        assert!(finish(&database, "w", &job, done()).await.is_empty());
        let row = rows(&database).await.remove(0);
        assert_eq!((row.state, row.counts()), (State::Done, Counts { done: 2, skipped: 1, failed: 0 }));
        assert!(row.finished_at.is_some() && row.leased_by.is_none());
        assert_eq!(history(&database).await, [(1, Outcome::Done)]);
    }

    async fn whoever_lost_a_job_changes_nothing(database: Database) {
        enqueue(&database, wanted(None)).await;
        let lost = claim_for(&database, "slow", 1, Duration::from_millis(1)).await.remove(0);
        tokio::time::sleep(Duration::from_millis(5)).await;
        database.write(async |write| record::recover(write).await).await.unwrap();
        finish(&database, "slow", &lost, done()).await;
        assert_eq!(rows(&database).await[0].state, State::Queued);
        let next = claim(&database, "slow", 1).await.remove(0);
        finish(&database, "slow", &lost, done()).await;
        assert_eq!(rows(&database).await[0].state, State::Running);
        finish(&database, "other", &next, done()).await;
        assert_eq!(rows(&database).await[0].state, State::Running);
        finish(&database, "slow", &next, done()).await;
        assert_eq!(rows(&database).await[0].state, State::Done);
        assert_eq!(history(&database).await, [(1, Outcome::Lost), (2, Outcome::Done)]);
    }

    async fn a_retry_is_kept_until_its_tries_are_used_up(database: Database) {
        enqueue(&database, Enqueue { kind: JobKind::Remind, ..wanted(None) }).await;
        for attempt in 1..=3 {
            // Waiting for the back-off would take long: asking for the kind by hand ends the wait.
            let by = admin(now());
            let asked = record::RunNow { kind: JobKind::Remind, as_of: None, dry_run: false };
            database.write(async |write| record::run_now(write, &by, asked).await).await.unwrap();
            let job = claim(&database, "w", 10).await.remove(0);
            assert_eq!(job.attempts, attempt);
            let given_up = finish(&database, "w", &job, retry()).await;
            assert_eq!(given_up.len(), usize::from(attempt == 3));
            let row = rows(&database).await.remove(0);
            assert_eq!(row.state, if attempt == 3 { State::Failed } else { State::Queued });
            assert!(attempt == 3 || (row.run_at - now()).num_seconds() >= 3, "a back-off of {}", row.run_at - now());
        }
        assert_eq!(history(&database).await, [(1, Outcome::Retry), (2, Outcome::Retry), (3, Outcome::GaveUp)]);
    }

    async fn what_is_given_back_costs_no_try(database: Database) {
        enqueue(&database, wanted(None)).await;
        let job = claim(&database, "w", 1).await.remove(0);
        finish(&database, "w", &job, End::GivenBack).await;
        assert_eq!(claim(&database, "w", 1).await.remove(0).attempts, 1);
    }

    async fn a_retry_whose_key_waits_already_is_taken_over(database: Database) {
        enqueue(&database, wanted(Some("a"))).await;
        let job = claim(&database, "w", 1).await.remove(0);
        enqueue(&database, wanted(Some("a"))).await;
        finish(&database, "w", &job, retry()).await;
        let states: Vec<_> = rows(&database).await.iter().map(|row| row.state).collect();
        assert_eq!(states, [State::Cancelled, State::Queued]);
    }

    async fn many_ends_are_told_at_once(database: Database) {
        for _ in 0..50 {
            enqueue(&database, wanted(None)).await;
        }
        let claimed = claim(&database, "w", 50).await;
        let told: Vec<_> = claimed
            .iter()
            .enumerate()
            .map(|(place, job)| {
                let end = match place % 5 {
                    0 => retry(),
                    1 => End::GiveUp("never".to_owned()),
                    _ => End::Done(Counts::done(i64::try_from(place % 2).unwrap())),
                };
                Finish { job: job.id, attempt: job.attempts, end }
            })
            .collect();
        let given_up = database.write(async |write| record::finish(write, "w", &told).await).await.unwrap();
        assert_eq!(given_up.len(), 10);
        let rows = rows(&database).await;
        let count = |state| rows.iter().filter(|row| row.state == state).count();
        assert_eq!((count(State::Done), count(State::Failed), count(State::Queued)), (30, 10, 10));
        assert_eq!(history(&database).await.len(), 50);
    }

    async fn only_what_was_over_long_enough_is_pruned(database: Database) {
        for _ in 0..3 {
            enqueue(&database, wanted(None)).await;
        }
        for job in claim(&database, "w", 2).await {
            finish(&database, "w", &job, done()).await;
        }
        let prune = async |days: i64, most: u64| {
            let then = now() + chrono::TimeDelta::days(days);
            database.write(async |write| record::prune(write, then, most).await).await.unwrap()
        };
        assert_eq!(prune(29, 10).await, 0);
        assert_eq!(prune(31, 1).await, 1);
        assert_eq!(prune(31, 10).await, 1);
        assert_eq!(rows(&database).await.len(), 1);
        assert!(history(&database).await.is_empty());
    }
}
