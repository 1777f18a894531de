//! Workers in this process, with duties made for a test.

use chrono::{DateTime, Utc};
use entity::access::{By, MasterKey};
use entity::clock::machine_now;
use entity::database::{Database, Opening};
use entity::file::Files;
use entity::installation::record::{New, create};
use entity::job::record::{ChangeSchedule, Enqueue, change_schedule, enqueue};
use entity::job::run::{Column, Entity, Model};
use entity::job::state::State;
use entity::job::{JobKind, attempt, schedule};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tests::engine::{Engine, TestDatabase};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use worker::desk::{Desk, House};
use worker::post::{Correspondent, Post, PostSettings, SmtpLimits};
use worker::queue::{self, Duties, EngineFailed, Pace};

/// How long a test waits for what must happen.
const PATIENCE: Duration = Duration::from_secs(20);

/// A database with an installation, for workers to meet on.
pub struct Ground {
    pub url: String,
    pub database: Database,
    _guard: Option<TestDatabase>,
}

impl Ground {
    /// `None` when the engine is not there.
    pub async fn new(engine: Engine) -> Option<Self> {
        let guard = TestDatabase::new(engine).await?;
        let database = guard.open().await;
        let ground = Self { url: guard.url.clone(), database, _guard: Some(guard) };
        ground.install().await;
        Some(ground)
    }

    async fn install(&self) {
        let new = New {
            sandbox: true,
            secret_check: MasterKey::new([1; 32]).check_value(),
            clock_offset: chrono::TimeDelta::zero(),
        };
        self.database.write(async |write| create(write, machine_now(), new).await).await.unwrap();
        // Schedules run only where a test says so: the seeded ones begin after its end.
        let later = machine_now() + chrono::TimeDelta::days(1);
        schedule::Entity::update_many()
            .col_expr(schedule::Column::LastSlotAt, Expr::val(later))
            .exec(self.database.read())
            .await
            .unwrap();
    }

    /// From now on a slot of this kind every second, and of no other kind. Answers the moment before the first.
    pub async fn every_second(&self, kind: JobKind) -> DateTime<Utc> {
        let now = machine_now();
        let wanted =
            ChangeSchedule { kind, cron: "* * * * * *".to_owned(), zone: "UTC".to_owned(), expected_version: None };
        self.database.write(async |write| change_schedule(write, &By::system(now), wanted).await).await.unwrap();
        schedule::Entity::update_many()
            .col_expr(schedule::Column::LastSlotAt, Expr::val(now))
            .filter(schedule::Column::Kind.eq(kind))
            .exec(self.database.read())
            .await
            .unwrap();
        now
    }

    /// The same database by another address.
    pub async fn behind(&self, url: &str) -> Self {
        let database = Database::open(Opening::of(url)).await.unwrap();
        Self { url: url.to_owned(), database, _guard: None }
    }

    /// Starts a worker.
    pub fn worker(&self, name: &str, pace: Pace, duties: Duties) -> Worker {
        let (stop, stopped) = oneshot::channel();
        let engine =
            queue::Engine { desk: self.desk(), duties, pace, opening: Opening::of(&self.url), name: name.to_owned() };
        let running = tokio::spawn(engine.run_until(async move {
            stopped.await.ok();
        }));
        Worker { stop, running }
    }

    fn desk(&self) -> Desk {
        let folder = PostSettings::parse("file:/tmp/khu-queue-tests").unwrap();
        Desk {
            database: self.database.clone(),
            post: Arc::new(Post::open(folder, SmtpLimits::default()).unwrap()),
            files: Files::open(&"file:/tmp/khu-queue-tests".parse().unwrap(), MasterKey::new([1; 32])).unwrap(),
            key: MasterKey::new([1; 32]),
            house: Arc::new(House {
                public_url: "http://localhost".to_owned(),
                sender: Correspondent { name: None, address: "khu@localhost".to_owned() },
            }),
        }
    }

    /// Enqueues so many jobs of a kind.
    pub async fn enqueue(&self, kind: JobKind, number: usize) {
        self.database
            .write(async |write| {
                for place in 0..number {
                    let wanted = Enqueue { kind, payload: json!({ "place": place }), key: None, run_at: None };
                    enqueue(write, wanted).await?;
                }
                Ok::<_, sea_orm::DbErr>(())
            })
            .await
            .unwrap();
    }

    pub async fn rows(&self) -> Vec<Model> {
        Entity::find().order_by_asc(Column::Id).all(self.database.read()).await.unwrap()
    }

    pub async fn count(&self, state: State) -> usize {
        let count = Entity::find().filter(Column::State.eq(state)).count(self.database.read()).await.unwrap();
        usize::try_from(count).unwrap()
    }

    pub async fn history(&self) -> Vec<attempt::Model> {
        attempt::Entity::find().order_by_asc(attempt::Column::Id).all(self.database.read()).await.unwrap()
    }

    /// Waits until so many jobs stand there.
    pub async fn until(&self, state: State, number: usize) {
        eventually(&format!("{number} jobs {state:?}"), async || self.count(state).await == number).await;
    }
}

/// A worker that runs in this process.
pub struct Worker {
    stop: oneshot::Sender<()>,
    running: JoinHandle<Result<(), EngineFailed>>,
}

impl Worker {
    /// Asks it to stop, and waits until it has.
    pub async fn stop(self) {
        self.stop.send(()).expect("the worker still runs");
        self.running.await.unwrap().unwrap();
    }

    /// Drops it in the middle of what it does.
    pub fn vanish(self) {
        self.running.abort();
    }
}

/// Waits until `is_so`.
pub async fn eventually(what: &str, is_so: impl AsyncFn() -> bool) {
    let began = Instant::now();
    while !is_so().await {
        assert!(began.elapsed() < PATIENCE, "{what}: not within {PATIENCE:?}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// A quick worker for tests.
pub fn quick(concurrency: u32) -> Pace {
    Pace {
        concurrency,
        poll_every: Duration::from_millis(15),
        lease: Duration::from_millis(1_500),
        renew_every: Duration::from_millis(300),
        stop_within: Duration::from_secs(5),
    }
}

/// Counts runs, of whichever worker.
#[derive(Clone, Default)]
pub struct Tally(Arc<AtomicUsize>);

impl Tally {
    pub fn one_more(&self) -> usize {
        self.0.fetch_add(1, Ordering::SeqCst) + 1
    }

    pub fn count(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

/// Declares tests that take a [`Ground`] and run on both engines, with as many threads as a worker has.
#[macro_export]
macro_rules! ground_tests {
    ($($(#[$meta:meta])* async fn $name:ident($ground:ident: Ground) $body:block)*) => {$(
        $(#[$meta])*
        mod $name {
            use super::*;

            async fn test($ground: $crate::support::Ground) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                test($crate::support::Ground::new(tests::engine::Engine::Sqlite).await.unwrap()).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                if let Some(ground) = $crate::support::Ground::new(tests::engine::Engine::Postgres).await {
                    test(ground).await;
                }
            }
        }
    )*};
}
