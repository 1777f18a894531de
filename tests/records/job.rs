//! The queue's records: what waits, what is claimed, what is lost, what is steered.

mod claiming;
mod ending;
mod enqueueing;
mod scheduling;
mod steering;

use entity::access::{Actor, By, Viewer};
use entity::clock::{Instant, machine_now};
use entity::database::Database;
use entity::job::record::{self, Claim, End, Enqueue, Finish};
use entity::job::run::{self, Counts, Model};
use entity::job::{JobKind, attempt};
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::json;
use std::time::Duration;

const LEASE: Duration = Duration::from_secs(30);

fn wanted(key: Option<&str>) -> Enqueue {
    Enqueue { kind: JobKind::DeliverMail, payload: json!({"mail": 1}), key: key.map(str::to_owned), run_at: None }
}

async fn enqueue(database: &Database, wanted: Enqueue) {
    database.write(async |write| record::enqueue(write, wanted).await).await.unwrap();
}

async fn rows(database: &Database) -> Vec<Model> {
    run::Entity::find().order_by_asc(run::Column::Id).all(database.read()).await.unwrap()
}

async fn history(database: &Database) -> Vec<(i32, attempt::Outcome)> {
    let rows = attempt::Entity::find().order_by_asc(attempt::Column::Id).all(database.read()).await.unwrap();
    rows.into_iter().map(|row| (row.number, row.outcome)).collect()
}

async fn claim(database: &Database, worker: &str, limit: u32) -> Vec<Model> {
    claim_for(database, worker, limit, LEASE).await
}

async fn claim_for(database: &Database, worker: &str, limit: u32, lease: Duration) -> Vec<Model> {
    let kinds = [JobKind::DeliverMail, JobKind::Remind, JobKind::Prune];
    let asked = Claim { worker, kinds: &kinds, limit, lease };
    database.write(async |write| record::claim(write, asked).await).await.unwrap()
}

async fn finish(database: &Database, worker: &str, job: &Model, end: End) -> Vec<Model> {
    let told = [Finish { job: job.id, attempt: job.attempts, end }];
    database.write(async |write| record::finish(write, worker, &told).await).await.unwrap()
}

fn done() -> End {
    End::Done(Counts { done: 2, skipped: 1, failed: 0 })
}

fn admin(now: Instant) -> By {
    By { viewer: Viewer::System, actor: Actor::system(), now }
}

fn now() -> Instant {
    machine_now()
}
