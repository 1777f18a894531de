//! Each job runs once, whoever claims it.

use crate::ground_tests;
use crate::support::{Tally, quick};
use entity::job::JobKind;
use entity::job::run::Counts;
use entity::job::state::State;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use worker::queue::{Duties, Outcome};

fn slow(tally: &Tally, took: Duration) -> Duties {
    let tally = tally.clone();
    Duties::new().with(JobKind::Remind, move |_, _| {
        tally.one_more();
        Box::pin(async move {
            tokio::time::sleep(took).await;
            Outcome::Done(Counts::done(1))
        })
    })
}

ground_tests! {
    async fn ten_jobs_run_once_with_two_workers_that_take_two_at_a_time(ground: Ground) {
        ground.enqueue(JobKind::Remind, 10).await;
        let tally = Tally::default();
        let workers = ["one", "two"].map(|name| ground.worker(name, quick(2), slow(&tally, Duration::from_millis(120))));
        ground.until(State::Done, 10).await;
        for worker in workers {
            worker.stop().await;
        }
        assert_eq!(tally.count(), 10);
        assert_eq!(ground.history().await.len(), 10);
        assert!(ground.rows().await.iter().all(|row| row.attempts == 1 && row.done_count == 1));
    }

    async fn never_more_run_than_there_are_slots(ground: Ground) {
        ground.enqueue(JobKind::Remind, 20).await;
        let running = Arc::new(Mutex::new((0_usize, 0_usize)));
        let seen = running.clone();
        let duties = Duties::new().with(JobKind::Remind, move |_, _| {
            let running = running.clone();
            Box::pin(async move {
                {
                    let mut now = running.lock().unwrap();
                    now.0 += 1;
                    now.1 = now.1.max(now.0);
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
                running.lock().unwrap().0 -= 1;
                Outcome::Done(Counts::default())
            })
        });
        let worker = ground.worker("w", quick(3), duties);
        ground.until(State::Done, 20).await;
        worker.stop().await;
        assert_eq!(*seen.lock().unwrap(), (0, 3));
    }

    async fn a_job_longer_than_its_lease_is_not_run_by_another(ground: Ground) {
        ground.enqueue(JobKind::Remind, 1).await;
        let tally = Tally::default();
        let workers = ["one", "two"].map(|name| ground.worker(name, quick(2), slow(&tally, Duration::from_secs(4))));
        ground.until(State::Done, 1).await;
        for worker in workers {
            worker.stop().await;
        }
        assert_eq!(tally.count(), 1);
    }

    async fn a_duty_that_blocks_every_thread_keeps_its_jobs(ground: Ground) {
        ground.enqueue(JobKind::Remind, 2).await;
        let tally = Tally::default();
        let duties = {
            let tally = tally.clone();
            Duties::new().with(JobKind::Remind, move |_, _| {
                tally.one_more();
                std::thread::sleep(Duration::from_secs(3));
                Box::pin(async { Outcome::Done(Counts::default()) })
            })
        };
        let worker = ground.worker("one", quick(2), duties);
        ground.until(State::Done, 2).await;
        worker.stop().await;
        assert_eq!(tally.count(), 2);
        assert!(ground.rows().await.iter().all(|row| row.attempts == 1));
    }

    async fn what_a_dropped_worker_had_is_given_back_and_run_once_more(ground: Ground) {
        ground.enqueue(JobKind::Remind, 3).await;
        let (lost, found) = (Tally::default(), Tally::default());
        let vanishing = ground.worker("dropped", quick(3), slow(&lost, Duration::from_hours(1)));
        ground.until(State::Running, 3).await;
        vanishing.vanish();
        let worker = ground.worker("next", quick(3), slow(&found, Duration::from_millis(1)));
        ground.until(State::Done, 3).await;
        worker.stop().await;
        assert_eq!((lost.count(), found.count()), (3, 3));
        assert!(ground.rows().await.iter().all(|row| row.attempts == 1));
    }
}
