//! The database goes away under working workers, and comes back.

use crate::proxy::Proxy;
use crate::support::{Ground, Tally, eventually, quick};
use entity::job::JobKind;
use entity::job::attempt::Outcome as Ended;
use entity::job::run::Counts;
use entity::job::state::State;
use std::time::Duration;
use tests::engine::Engine;
use worker::queue::{Duties, Outcome, Pace};

/// Jobs that end while the database is away, on two workers that both lose it, with leases shorter than the outage.
async fn everything_is_done_once_after(outage: Duration, pace: Pace) {
    let Some(ground) = Ground::new(Engine::Postgres).await else { return };
    let proxy = Proxy::to(&ground.url).await;
    let behind = ground.behind(&proxy.url).await;
    let tally = Tally::default();
    let duties = {
        let tally = tally.clone();
        Duties::new().with(JobKind::Remind, move |_, _| {
            tally.one_more();
            Box::pin(async {
                tokio::time::sleep(Duration::from_secs(1)).await;
                Outcome::Done(Counts::done(1))
            })
        })
    };
    let workers = ["one", "two"].map(|name| behind.worker(name, pace, duties.clone()));
    ground.enqueue(JobKind::Remind, 6).await;
    ground.until(State::Running, 6).await;
    proxy.cut().await;
    tokio::time::sleep(outage).await;
    proxy.mend().await;
    ground.until(State::Done, 6).await;
    assert_eq!(tally.count(), 6);
    assert!(ground.history().await.iter().all(|line| line.outcome == Ended::Done));
    // And they go on working.
    ground.enqueue(JobKind::Remind, 6).await;
    ground.until(State::Done, 12).await;
    eventually("all ran", async || tally.count() == 12).await;
    for worker in workers {
        worker.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_ended_meanwhile_is_told_when_the_database_is_back() {
    let pace = Pace {
        lease: Duration::from_secs(3),
        renew_every: Duration::from_secs(2),
        stop_within: Duration::from_secs(5),
        ..quick(3)
    };
    everything_is_done_once_after(Duration::from_secs(4), pace).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes a minute; run with --ignored"]
async fn forty_seconds_with_the_measures_of_production() {
    let pace = Pace { concurrency: 3, ..Pace::default() };
    everything_is_done_once_after(Duration::from_secs(40), pace).await;
}
