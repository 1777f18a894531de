//! Empty jobs per second: claimed, run, and their ends written down with history, by one worker with its usual measures.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use entity::database::Database;
use entity::job::JobKind;
use entity::job::record::{Enqueue, enqueue};
use entity::job::run::{Column, Entity};
use entity::job::state::State;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter};
use serde_json::json;
use tokio::sync::Notify;
use worker::queue::{Counts, Duties, Outcome};

use super::ground::Ground;
use crate::engine::Engine;

/// Jobs enqueued in one transaction.
const AT_ONCE: usize = 1_000;

/// Measures on both engines.
pub(super) async fn measure(number: usize) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if let Some(ground) = Ground::new(engine).await {
            let took = drain(&ground, number).await;
            let per_second = u128::try_from(number).unwrap_or_default() * 1_000 / took.as_millis().max(1);
            super::print("empty jobs per second", engine, &format!("{per_second} ({number} in {took:.2?})"));
        }
    }
}

/// How long one worker takes from its start until the last end is written down.
async fn drain(ground: &Ground, number: usize) -> Duration {
    fill(&ground.database, number).await;
    let (ran, all_ran) = (Arc::new(AtomicUsize::new(0)), Arc::new(Notify::new()));
    let duties = Duties::new().with(JobKind::DeliverMail, {
        let (ran, all_ran) = (ran.clone(), all_ran.clone());
        move |_, _| {
            if ran.fetch_add(1, Ordering::SeqCst) + 1 == number {
                all_ran.notify_one();
            }
            Box::pin(async { Outcome::Done(Counts::done(1)) })
        }
    });
    let began = Instant::now();
    let done = async {
        all_ran.notified().await;
        while is_any_left(&ground.database).await {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    let (took_sender, took) = tokio::sync::oneshot::channel();
    let stop = async move {
        done.await;
        took_sender.send(began.elapsed()).expect("somebody waits for the figure");
    };
    worker::work(ground.worker_settings(), duties, stop).await.expect("the worker works");
    took.await.expect("it was measured")
}

async fn fill(database: &Database, number: usize) {
    for start in (0..number).step_by(AT_ONCE) {
        let wanted = (start..number.min(start + AT_ONCE)).map(|place| Enqueue {
            kind: JobKind::DeliverMail,
            payload: json!({ "place": place }),
            key: None,
            run_at: None,
        });
        let filled: Result<(), DbErr> = database
            .write(async |write| {
                for one in wanted {
                    enqueue(write, one).await?;
                }
                Ok(())
            })
            .await;
        filled.expect("the queue is filled");
    }
}

async fn is_any_left(database: &Database) -> bool {
    let open = Column::State.is_in([State::Queued, State::Running]).and(Column::Kind.eq(JobKind::DeliverMail));
    Entity::find().filter(open).count(database.read()).await.expect("the queue is counted") > 0
}
