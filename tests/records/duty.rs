//! The duties at work in a real worker: a sandbox's days pass, mail without a job is found, claims without an answer are
//! put before a person.

use super::days::{self, at, set_clock};
use chrono::TimeDelta;
use entity::access::Viewer;
use entity::clock::record::move_towards;
use entity::database::Database;
use entity::installation;
use entity::job::run;
use entity::mail::record_claim::{Claim, Lease, claim};
use entity::mail::state::State;
use entity::notice::Kind;
use entity::task;
use entity::value::id::ClaimToken;
use sea_orm::EntityTrait;
use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};
use tests::engine::{Engine, TestDatabase};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use worker::settings::Settings;

/// A worker with all duties, whose mail goes to a folder.
struct Worker {
    folder: tempfile::TempDir,
    stop: oneshot::Sender<()>,
    work: JoinHandle<()>,
}

impl Worker {
    fn start(url: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(url, folder.path());
        let (stop, stopped) = oneshot::channel::<()>();
        let work = tokio::spawn(async move {
            worker::run(settings, async { stopped.await.unwrap() }).await.unwrap();
        });
        Self { folder, stop, work }
    }

    /// The mails written so far, the oldest first.
    fn letters(&self) -> Vec<String> {
        let files = std::fs::read_dir(self.folder.path()).unwrap().map(|file| file.unwrap().path());
        let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|it| it == "eml")).collect();
        files.sort();
        files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect()
    }

    async fn stop(self) {
        self.stop.send(()).unwrap();
        self.work.await.unwrap();
    }
}

fn settings(url: &str, folder: &Path) -> Settings {
    Settings::read(|name| match name {
        "DATABASE_URL" => Some(url.to_owned()),
        "KHU_SECRET" => Some(days::SECRET.to_owned()),
        "KHU_FILES" => Some(format!("file:{}", folder.join("files").display())),
        "KHU_MAIL" => Some(format!("file:{}", folder.display())),
        _ => None,
    })
    .unwrap()
}

async fn eventually(what: &str, holds: impl AsyncFn() -> bool) {
    let started = Instant::now();
    while !holds().await {
        assert!(started.elapsed() < Duration::from_mins(2), "{what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// A test with a database that a worker opens for itself.
macro_rules! worker_tests {
    ($(async fn $name:ident($url:ident: &str, $database:ident: &Database) $body:block)*) => {$(
        mod $name {
            use super::*;

            async fn test($url: &str, $database: &Database) $body

            async fn on(engine: Engine) {
                if let Some(fresh) = TestDatabase::new(engine).await {
                    let database = fresh.open().await;
                    test(&fresh.url, &database).await;
                    database.close().await.unwrap();
                }
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                on(Engine::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                on(Engine::Postgres).await;
            }
        }
    )*};
}

worker_tests! {
    async fn every_stage_happens_while_a_sandboxs_days_pass(url: &str, database: &Database) {
        days::installation_on(database, "2026-01-05").await;
        let mut expected = BTreeSet::new();
        for (tax_code, due_on, stages) in [
            ("0101243150", "2026-03-02", ["2026-02-23", "2026-02-27", "2026-03-02", "2026-03-05", "2026-03-09", "2026-03-16"]),
            ("0100109106", "2026-03-04", ["2026-02-25", "2026-03-03", "2026-03-04", "2026-03-09", "2026-03-11", "2026-03-18"]),
        ] {
            let customer = days::customer(database, tax_code, Some(&format!("lan@{tax_code}.example"))).await;
            let contract = days::contract(database, &customer, &format!("HD-{tax_code}")).await;
            days::instalment(database, &contract, due_on, 40_000_000).await;
            expected.extend(stages.map(|day| (days::on(day), Some(customer.id))));
        }
        let worker = Worker::start(url);
        let by = days::by(database, Viewer::System).await;
        database.write(async |write| move_towards(write, &by, at("2026-04-10", 9)).await).await.unwrap();
        eventually("the clock arrives", async || {
            installation::read(database.read()).await.unwrap().clock.is_settled()
        })
        .await;
        let mails = days::mails(database).await;
        assert!(mails.iter().all(|mail| mail.state == State::HandedOver), "{mails:#?}");
        let (reminders, alarms): (Vec<_>, Vec<_>) = mails.iter().partition(|mail| mail.kind == Kind::PaymentReminder);
        let told: BTreeSet<_> = reminders.iter().map(|mail| (mail.planned_on, mail.customer_id)).collect();
        assert_eq!(told, expected);
        assert_eq!((reminders.len(), alarms.len()), (12, 2), "and each stands before a person at the end");
        let letters = worker.letters();
        assert_eq!(letters.len(), 14);
        for mail in &mails {
            assert_eq!(letters.iter().filter(|letter| letter.contains(&mail.message_id)).count(), 1);
        }
        assert!(letters[0].contains("Date: Mon, 23 Feb 2026 01:00"), "{}", letters[0]);
        worker.stop().await;
    }

    async fn what_nobody_works_on_is_found(url: &str, database: &Database) {
        days::installation_on(database, "2026-03-01").await;
        let customer = days::customer(database, "0101243150", Some("lan@thep.example")).await;
        for reference in ["HD-1", "HD-2"] {
            let contract = days::contract(database, &customer, reference).await;
            days::cover(database, &contract, "2026-03-02").await;
        }
        set_clock(database, at("2026-03-02", 9)).await;
        days::sweep(database).await;
        let [lost, silent] = &days::mails(database).await[..] else { panic!("two mails") };
        let lease = Lease { token: ClaimToken::new(), lasts: TimeDelta::seconds(-1) };
        let claimed = database.write(async |write| claim(write, silent.id, lease).await).await.unwrap();
        assert!(matches!(claimed, Claim::Taken(_)));
        database.write(async |write| run::Entity::delete_many().exec(write.on()).await).await.unwrap();
        let worker = Worker::start(url);
        eventually("both are found and the alarm is out", async || {
            let mails = days::mails(database).await;
            let states: Vec<_> = mails.iter().map(|mail| (mail.id, mail.state)).collect();
            states.contains(&(lost.id, State::HandedOver))
                && states.contains(&(silent.id, State::Unknown))
                && mails.iter().any(|mail| mail.kind == Kind::StaffAlarm && mail.state == State::HandedOver)
        })
        .await;
        let letters = worker.letters();
        assert!(letters.iter().any(|letter| letter.contains(&lost.message_id)));
        assert!(!letters.iter().any(|letter| letter.contains(&silent.message_id)), "what is in doubt is never sent again");
        worker.stop().await;
    }

    async fn a_year_not_yet_announced_stands_before_a_person_in_time(url: &str, database: &Database) {
        days::installation_on(database, "2026-12-01").await;
        let customer = days::customer(database, "0101243150", Some("lan@thep.example")).await;
        let contract = days::contract(database, &customer, "HD-1").await;
        days::instalment(database, &contract, "2027-01-12", 1).await;
        let worker = Worker::start(url);
        eventually("somebody is told", async || {
            let tasks = task::Entity::find().all(database.read()).await.unwrap();
            tasks.iter().any(|task| task.kind == task::Kind::CalendarProvisional && task.key.ends_with(":2027"))
        })
        .await;
        worker.stop().await;
    }
}
