//! How soon a job begins.

use crate::support::{Ground, Tally, eventually, quick};
use entity::job::JobKind;
use entity::job::run::Counts;
use std::time::{Duration, Instant};
use tests::engine::Engine;
use worker::queue::{Duties, Outcome, Pace};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgres_a_job_begins_without_waiting_for_the_next_look() {
    let Some(ground) = Ground::new(Engine::Postgres).await else { return };
    let tally = Tally::default();
    let counted = tally.clone();
    let duties = Duties::new().with(JobKind::Remind, move |_, _| {
        counted.one_more();
        Box::pin(async { Outcome::Done(Counts::default()) })
    });
    let worker = ground.worker("w", Pace { poll_every: Duration::from_mins(1), ..quick(2) }, duties);
    tokio::time::sleep(Duration::from_millis(500)).await;
    for number in 1..=5 {
        let began = Instant::now();
        ground.enqueue(JobKind::Remind, 1).await;
        eventually("it began", async || tally.count() == number).await;
        assert!(began.elapsed() < Duration::from_secs(2), "after {:?}", began.elapsed());
    }
    worker.stop().await;
}
