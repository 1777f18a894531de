//! Workers that are asked to stop, and jobs that are called off.

use crate::ground_tests;
use crate::support::{Tally, eventually, quick};
use entity::access::By;
use entity::clock::machine_now;
use entity::job::JobKind;
use entity::job::attempt::Outcome as Ended;
use entity::job::record;
use entity::job::run::Counts;
use entity::job::state::State;
use std::time::{Duration, Instant};
use worker::queue::{Duties, Outcome, Pace};

/// Items of 20 ms each, until it is told to stop.
fn itemised(tally: &Tally, items: i64) -> Duties {
    let tally = tally.clone();
    Duties::new().with(JobKind::Remind, move |_, run| {
        tally.one_more();
        Box::pin(async move {
            for item in 0..items {
                if run.is_cancelled() {
                    return Outcome::Done(Counts::done(item));
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            Outcome::Done(Counts::done(items))
        })
    })
}

ground_tests! {
    async fn what_runs_may_end_and_its_end_is_written_down(ground: Ground) {
        ground.enqueue(JobKind::Remind, 8).await;
        let tally = Tally::default();
        let worker = ground.worker("w", quick(4), itemised(&tally, 20));
        ground.until(State::Running, 4).await;
        worker.stop().await;
        assert_eq!(ground.count(State::Done).await, 4);
        assert_eq!(ground.count(State::Queued).await, 4);
        assert_eq!(tally.count(), 4);
    }

    async fn what_does_not_end_in_time_is_given_back_without_burning_a_try(ground: Ground) {
        ground.enqueue(JobKind::Remind, 3).await;
        let tally = Tally::default();
        let pace = Pace { stop_within: Duration::from_millis(100), ..quick(2) };
        let worker = ground.worker("w", pace, itemised(&tally, 100_000));
        ground.until(State::Running, 2).await;
        let began = Instant::now();
        worker.stop().await;
        assert!(began.elapsed() < Duration::from_secs(3), "stopping took {:?}", began.elapsed());
        let rows = ground.rows().await;
        assert!(rows.iter().all(|row| row.state == State::Queued && row.attempts == 0), "{rows:?}");
        let outcomes: Vec<_> = ground.history().await.iter().map(|line| line.outcome).collect();
        assert_eq!(outcomes, [Ended::GivenBack, Ended::GivenBack]);
        let next = ground.worker("next", quick(3), itemised(&tally, 1));
        ground.until(State::Done, 3).await;
        next.stop().await;
    }

    async fn an_idle_worker_stops_at_once(ground: Ground) {
        let worker = ground.worker("w", quick(2), itemised(&Tally::default(), 1));
        tokio::time::sleep(Duration::from_millis(100)).await;
        let began = Instant::now();
        worker.stop().await;
        assert!(began.elapsed() < Duration::from_secs(1));
    }

    async fn a_running_job_that_is_called_off_stops_at_its_next_item(ground: Ground) {
        ground.enqueue(JobKind::Remind, 1).await;
        let worker = ground.worker("w", quick(2), itemised(&Tally::default(), 100_000));
        ground.until(State::Running, 1).await;
        let job = ground.rows().await[0].id;
        let by = By::system(machine_now());
        ground.database.write(async |write| record::cancel(write, &by, job).await).await.unwrap();
        ground.until(State::Cancelled, 1).await;
        worker.stop().await;
        assert_eq!(ground.history().await[0].outcome, Ended::Cancelled);
    }

    async fn a_kind_that_rests_is_begun_by_no_worker(ground: Ground) {
        let tally = Tally::default();
        let by = By::system(machine_now());
        ground.database.write(async |write| record::pause_kind(write, &by, JobKind::Remind, "Tết").await).await.unwrap();
        ground.enqueue(JobKind::Remind, 4).await;
        let workers = ["one", "two"].map(|name| ground.worker(name, quick(2), itemised(&tally, 0)));
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(tally.count(), 0);
        ground.database.write(async |write| record::resume_kind(write, &by, JobKind::Remind).await).await.unwrap();
        ground.until(State::Done, 4).await;
        for worker in workers {
            worker.stop().await;
        }
        eventually("all ran", async || tally.count() == 4).await;
    }
}
