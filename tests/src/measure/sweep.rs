//! How long the sweep for reminders takes when nothing is due among a hundred thousand contracts: the duty itself, run
//! by a worker.

use std::sync::Arc;
use std::time::{Duration, Instant};

use entity::database::Database;
use entity::job::JobKind;
use entity::job::record::{Enqueue, enqueue};
use sea_orm::DbErr;
use tokio::sync::mpsc;
use worker::queue::{Counts, Duties, Outcome};

use super::crowd::gather;
use super::ground::Ground;
use crate::engine::Engine;

/// Runs, of which the median is told.
const RUNS: usize = 21;

pub(super) async fn measure(contracts: usize) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if let Some(ground) = Ground::new(engine).await {
            gather(&ground.database, contracts).await;
            let mut times = sweeps(&ground).await;
            times.sort();
            let (median, slowest) = (times[times.len() / 2], times[times.len() - 1]);
            let value = format!("{median:.2?} (median of {RUNS}, slowest {slowest:.2?}, {contracts} contracts)");
            super::print("a sweep with nothing due", engine, &value);
        }
    }
}

/// The times of the sweeps, each asked for when the one before has ended.
async fn sweeps(ground: &Ground) -> Vec<Duration> {
    let (ended, mut ends) = mpsc::unbounded_channel();
    let all = Arc::new(worker::duty::all());
    let duties = Duties::new().with(JobKind::Remind, move |desk, run| {
        let (ended, all) = (ended.clone(), Arc::clone(&all));
        Box::pin(async move {
            let began = Instant::now();
            let outcome = all.perform(desk, run).await;
            assert_eq!(outcome, Outcome::Done(Counts::default()), "nothing is due");
            ended.send(began.elapsed()).ok();
            outcome
        })
    });
    let (told, times) = tokio::sync::oneshot::channel();
    let stop = async {
        let mut times = Vec::with_capacity(RUNS);
        while times.len() < RUNS {
            ask_for_one(&ground.database).await;
            times.push(ends.recv().await.expect("the worker works"));
        }
        told.send(times).expect("somebody waits for the times");
    };
    worker::work(ground.worker_settings(), duties, stop).await.expect("the worker works");
    times.await.expect("it was measured")
}

async fn ask_for_one(database: &Database) {
    let sweep = Enqueue { kind: JobKind::Remind, payload: serde_json::json!({}), key: None, run_at: None };
    let asked: Result<(), DbErr> = database.write(async |write| enqueue(write, sweep).await).await;
    asked.expect("a sweep is asked for");
}
