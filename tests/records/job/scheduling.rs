use super::*;
use entity::job::record::ChangeSchedule;
use entity::job::schedule;
use tests::database_tests;

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

async fn tick(database: &Database, now: &str) {
    for kind in schedule::due(database.read(), at(now)).await.unwrap() {
        database.write(async |write| record::tick(write, kind, at(now)).await).await.unwrap();
    }
}

async fn slots(database: &Database, kind: JobKind) -> Vec<String> {
    let rows = rows(database).await.into_iter().filter(|row| row.kind == kind);
    rows.filter_map(|row| row.slot_key).collect()
}

async fn change(database: &Database, cron: &str, now: &str) -> schedule::Model {
    let by = admin(at(now));
    let wanted =
        ChangeSchedule { kind: JobKind::Prune, cron: cron.to_owned(), zone: "UTC".to_owned(), expected_version: None };
    database.write(async |write| record::change_schedule(write, &by, wanted).await).await.unwrap()
}

database_tests! {
    async fn the_latest_of_the_slots_that_passed_is_run_once(database: Database) {
        tick(&database, "2026-03-02T01:30:30Z").await;
        tick(&database, "2026-03-02T01:30:59Z").await;
        tick(&database, "2026-03-02T01:35:00Z").await;
        assert_eq!(slots(&database, JobKind::Remind).await, ["remind@2026-03-02T01:30:00Z", "remind@2026-03-02T01:35:00Z"]);
        assert_eq!(slots(&database, JobKind::Prune).await, ["prune@2026-03-01T19:30:00Z"]);
    }

    async fn many_tickers_take_each_slot_once(database: Database) {
        change(&database, "* * * * * *", "2026-03-02T00:00:00Z").await;
        for second in 1..=10 {
            let now = at("2026-03-02T00:00:00Z") + chrono::TimeDelta::seconds(second);
            let tickers: Vec<_> = (0..8)
                .map(|_| {
                    let database = database.clone();
                    tokio::spawn(async move {
                        database.write(async |write| record::tick(write, JobKind::Prune, now).await).await.unwrap()
                    })
                })
                .collect();
            let mut taken = 0;
            for ticker in tickers {
                taken += usize::from(ticker.await.unwrap().is_some());
            }
            assert_eq!(taken, 1);
        }
        assert_eq!(slots(&database, JobKind::Prune).await.len(), 10);
    }

    async fn a_pause_is_caught_up_once(database: Database) {
        tick(&database, "2026-03-02T01:30:30Z").await;
        let by = admin(at("2026-03-02T01:31:00Z"));
        database.write(async |write| record::pause_kind(write, &by, JobKind::Remind, "Tết").await).await.unwrap();
        tick(&database, "2026-03-02T01:40:00Z").await;
        assert_eq!(slots(&database, JobKind::Remind).await.len(), 1);
        database.write(async |write| record::resume_kind(write, &by, JobKind::Remind).await).await.unwrap();
        tick(&database, "2026-03-02T01:50:10Z").await;
        tick(&database, "2026-03-02T01:50:11Z").await;
        assert_eq!(slots(&database, JobKind::Remind).await[1..], ["remind@2026-03-02T01:50:00Z"]);
    }

    async fn other_times_count_from_now_on(database: Database) {
        tick(&database, "2026-03-02T01:30:30Z").await;
        let changed = change(&database, "0 1 * * *", "2026-03-02T02:00:00Z").await;
        assert_eq!((changed.version, changed.cron.as_str()), (2, "0 1 * * *"));
        tick(&database, "2026-03-02T02:00:01Z").await;
        assert_eq!(slots(&database, JobKind::Prune).await.len(), 1);
        tick(&database, "2026-03-03T01:00:00Z").await;
        assert_eq!(slots(&database, JobKind::Prune).await[1..], ["prune@2026-03-03T01:00:00Z"]);
    }
}
