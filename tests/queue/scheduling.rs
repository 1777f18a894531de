//! Schedules with several workers: no slot missing, none doubled.

use crate::ground_tests;
use crate::support::{Tally, eventually, quick};
use entity::job::JobKind;
use entity::job::run::Counts;
use entity::job::slot::slot_key;
use std::time::Duration;
use worker::queue::{Duties, Outcome};

fn counting(tally: &Tally) -> Duties {
    let tally = tally.clone();
    Duties::new().with(JobKind::Prune, move |_, _| {
        tally.one_more();
        Box::pin(async { Outcome::Done(Counts::default()) })
    })
}

ground_tests! {
    async fn four_workers_run_every_slot_of_a_second_once(ground: Ground) {
        let now = ground.every_second(JobKind::Prune).await;
        let tally = Tally::default();
        let mut workers: Vec<_> =
            (0..4).map(|number| ground.worker(&format!("w{number}"), quick(2), counting(&tally))).collect();
        eventually("two slots", async || tally.count() >= 2).await;
        // One vanishes, another comes: the slots do not care.
        workers.remove(0).vanish();
        workers.push(ground.worker("w4", quick(2), counting(&tally)));
        eventually("six slots", async || tally.count() >= 6).await;
        for worker in workers {
            worker.stop().await;
        }
        let keys: Vec<_> = ground.rows().await.into_iter().filter_map(|row| row.slot_key).collect();
        let first = (now + Duration::from_secs(1)).timestamp();
        let expected: Vec<_> = (first..).take(keys.len()).map(|second| {
            slot_key(JobKind::Prune, chrono::DateTime::from_timestamp(second, 0).unwrap())
        }).collect();
        assert_eq!(keys, expected);
    }
}
