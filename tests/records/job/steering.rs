use super::*;
use entity::access::Viewer;
use entity::database::window::Window;
use entity::job::overview;
use entity::job::record::{ChangeSchedule, RunNow};
use entity::job::run::Filter;
use entity::job::state::State;
use entity::refusal::{Done, Refusal};
use entity::value::id::{JobId, PersonId};
use tests::database_tests;

async fn run_now(database: &Database, wanted: RunNow) -> Result<Done<Model>, Refusal> {
    let by = admin(now());
    database.write(async |write| record::run_now(write, &by, wanted).await).await
}

async fn cancel(database: &Database, id: JobId) -> Result<Done<Model>, Refusal> {
    let by = admin(now());
    database.write(async |write| record::cancel(write, &by, id).await).await
}

async fn retry(database: &Database, id: JobId) -> Result<Done<Model>, Refusal> {
    let by = admin(now());
    database.write(async |write| record::retry(write, &by, id).await).await
}

fn codes<T: std::fmt::Debug>(answer: Result<T, Refusal>) -> Vec<&'static str> {
    match answer.unwrap_err() {
        Refusal::Invalid(mistakes) => mistakes.iter().map(|one| one.code).collect(),
        Refusal::Conflict { code, .. } => vec![code],
        Refusal::NotFound(_) => vec!["NOT_FOUND"],
        Refusal::Forbidden(_) => vec!["FORBIDDEN"],
        other => panic!("{other:?}"),
    }
}

const REMIND: RunNow = RunNow { kind: JobKind::Remind, as_of: None, dry_run: false };

database_tests! {
    async fn a_second_run_now_answers_with_the_first(database: Database) {
        let Done::Now(first) = run_now(&database, REMIND).await.unwrap() else { panic!("it was done before") };
        let Done::AlreadyDone(second) = run_now(&database, REMIND).await.unwrap() else { panic!("it was done again") };
        assert_eq!(first.id, second.id);
        let dry = run_now(&database, RunNow { dry_run: true, ..REMIND }).await.unwrap().into_inner();
        assert_ne!(first.id, dry.id);
        claim(&database, "w", 10).await;
        assert!(matches!(run_now(&database, REMIND).await.unwrap(), Done::Now(_)));
    }

    async fn people_who_ask_at_once_get_one_run(database: Database) {
        let people: Vec<_> = (0..8)
            .map(|_| {
                let database = database.clone();
                tokio::spawn(async move { run_now(&database, REMIND).await.unwrap().into_inner().id })
            })
            .collect();
        let mut ids = std::collections::HashSet::new();
        for person in people {
            ids.insert(person.await.unwrap());
        }
        assert_eq!(ids.len(), 1);
    }

    async fn what_cannot_be_run_is_refused_with_every_mistake(database: Database) {
        let future = Some(now() + chrono::TimeDelta::days(3));
        let run = async |kind, as_of, dry_run| run_now(&database, RunNow { kind, as_of, dry_run }).await;
        assert_eq!(codes(run(JobKind::Remind, future, false).await), ["AS_OF_IN_FUTURE"]);
        assert!(run(JobKind::Remind, future, true).await.is_ok());
        assert!(run(JobKind::Remind, Some(now() - chrono::TimeDelta::days(3)), false).await.is_ok());
        let nothing_right = codes(run(JobKind::DeliverMail, future, true).await);
        assert_eq!(nothing_right, ["NOT_BY_HAND", "TAKES_NO_AS_OF", "TAKES_NO_DRY_RUN"]);
        let stranger = Viewer::Staff { person_id: PersonId::new(), is_accountant: true };
        let by = By { viewer: stranger, ..admin(now()) };
        let refused = database.write(async |write| record::run_now(write, &by, REMIND).await).await;
        assert_eq!(codes(refused), ["FORBIDDEN"]);
        assert_eq!(rows(&database).await.len(), 2);
    }

    async fn what_waits_is_called_off_at_once_and_what_runs_is_told(database: Database) {
        enqueue(&database, wanted(None)).await;
        enqueue(&database, wanted(None)).await;
        let running = claim(&database, "w", 1).await.remove(0);
        let waiting = rows(&database).await.into_iter().find(|row| row.state == State::Queued).unwrap();
        assert_eq!(cancel(&database, waiting.id).await.unwrap().into_inner().state, State::Cancelled);
        assert_eq!(cancel(&database, running.id).await.unwrap().into_inner().state, State::Running);
        assert!(matches!(cancel(&database, running.id).await.unwrap(), Done::AlreadyDone(_)));
        assert_eq!(run::called_off(database.read(), "w").await.unwrap(), [running.id]);
        let held = database.write(async |write| record::renew(write, "w", &[running.id], LEASE).await).await.unwrap();
        assert!(held[0].cancel_requested);
        finish(&database, "w", &running, End::Cancelled(Counts::done(1))).await;
        let row = run::find(database.read(), &Viewer::System, running.id).await.unwrap().unwrap();
        assert_eq!((row.state, row.done_count), (State::Cancelled, 1));
        assert_eq!(codes(cancel(&database, JobId::new()).await), ["NOT_FOUND"]);
    }

    async fn a_person_retries_what_was_given_up(database: Database) {
        enqueue(&database, wanted(Some("a"))).await;
        let job = claim(&database, "w", 1).await.remove(0);
        assert_eq!(codes(retry(&database, job.id).await), ["JOB_STATE"]);
        finish(&database, "w", &job, End::GiveUp("never".to_owned())).await;
        let again = retry(&database, job.id).await.unwrap().into_inner();
        assert_eq!((again.state, again.attempts, again.error), (State::Queued, 0, None));
        assert!(matches!(retry(&database, job.id).await.unwrap(), Done::AlreadyDone(_)));
        let job = claim(&database, "w", 1).await.remove(0);
        finish(&database, "w", &job, done()).await;
        assert_eq!(codes(retry(&database, job.id).await), ["JOB_STATE"]);
        assert_eq!(codes(cancel(&database, job.id).await), ["JOB_STATE"]);
    }

    async fn a_retry_beside_a_waiting_job_of_the_same_key_is_that_job(database: Database) {
        enqueue(&database, wanted(Some("a"))).await;
        let job = claim(&database, "w", 1).await.remove(0);
        finish(&database, "w", &job, End::GiveUp("never".to_owned())).await;
        enqueue(&database, wanted(Some("a"))).await;
        let Done::AlreadyDone(heir) = retry(&database, job.id).await.unwrap() else { panic!("two wait") };
        assert_ne!(heir.id, job.id);
    }

    async fn a_wrong_schedule_is_refused(database: Database) {
        let change = async |kind, cron: &str, zone: &str, expected_version| {
            let by = admin(now());
            let wanted = ChangeSchedule { kind, cron: cron.to_owned(), zone: zone.to_owned(), expected_version };
            database.write(async |write| record::change_schedule(write, &by, wanted).await).await
        };
        assert_eq!(codes(change(JobKind::Prune, "soon", "here", None).await), ["CRON_INVALID", "ZONE_UNKNOWN"]);
        assert_eq!(codes(change(JobKind::DeliverMail, "* * * * *", "UTC", None).await), ["NOT_FOUND"]);
        assert_eq!(codes(change(JobKind::Prune, "* * * * *", "UTC", Some(7)).await), ["STALE_VERSION"]);
        assert!(change(JobKind::Prune, "* * * * *", "UTC", Some(1)).await.is_ok());
        let by = admin(now());
        let long = "x".repeat(501);
        for reason in ["", "  ", &long] {
            let refused = database.write(async |write| record::pause_kind(write, &by, JobKind::Prune, reason).await).await;
            assert_eq!(codes(refused).len(), 1);
        }
    }

    async fn every_kind_is_seen_at_a_glance_by_admins_alone(database: Database) {
        enqueue(&database, wanted(None)).await;
        let done_before = claim(&database, "w", 1).await.remove(0);
        finish(&database, "w", &done_before, done()).await;
        enqueue(&database, wanted(None)).await;
        enqueue(&database, wanted(None)).await;
        claim(&database, "w", 1).await;
        let by = admin(now());
        database.write(async |write| record::pause_kind(write, &by, JobKind::Remind, "Tết").await).await.unwrap();
        let kinds = overview::kinds(database.read(), &Viewer::System, now()).await.unwrap();
        let of = |kind| kinds.iter().find(|one| one.kind == kind).unwrap();
        let mail = of(JobKind::DeliverMail);
        assert_eq!((mail.waiting, mail.running, mail.schedule.is_none()), (1, 1, true));
        assert!(mail.last_run.is_some() && mail.waiting_since.is_some());
        let remind = of(JobKind::Remind);
        assert!(remind.schedule.is_some() && remind.next_slot_at.is_none() && remind.pause.is_some());
        assert!(of(JobKind::Prune).next_slot_at.unwrap() > now());
        let stranger = Viewer::Staff { person_id: PersonId::new(), is_accountant: true };
        assert!(overview::kinds(database.read(), &stranger, now()).await.unwrap().is_empty());
    }

    async fn runs_are_paged_newest_first(database: Database) {
        for _ in 0..5 {
            enqueue(&database, wanted(None)).await;
        }
        enqueue(&database, Enqueue { kind: JobKind::Prune, ..wanted(None) }).await;
        let all = &Filter { kind: Some(JobKind::DeliverMail), states: vec![State::Queued, State::Running] };
        let first = run::page(database.read(), &Viewer::System, all, Window::first(3)).await.unwrap();
        let end = first.rows.last().map(|row| (row.created_at, row.id));
        let rest = run::page(database.read(), &Viewer::System, all, Window { after: end, ..Window::first(3) }).await.unwrap();
        assert_eq!((first.rows.len(), first.has_more, rest.rows.len(), rest.has_more), (3, true, 2, false));
        let newest_first: Vec<_> = rows(&database).await.iter().rev().skip(1).map(|row| row.id).collect();
        let found: Vec<_> = first.rows.iter().chain(&rest.rows).map(|row| row.id).collect();
        assert_eq!(found, newest_first);
        assert_eq!(run::count(database.read(), &Viewer::System, all).await.unwrap(), 5);
        assert_eq!(run::count(database.read(), &Viewer::Visitor, all).await.unwrap(), 0);
    }

    async fn steering_stands_in_the_audit_trail(database: Database) {
        let by = admin(now());
        let asked = run_now(&database, REMIND).await.unwrap().into_inner();
        cancel(&database, asked.id).await.unwrap();
        retry(&database, asked.id).await.unwrap();
        database.write(async |write| record::pause_kind(write, &by, JobKind::Remind, "Tết").await).await.unwrap();
        database.write(async |write| record::resume_kind(write, &by, JobKind::Remind).await).await.unwrap();
        let wanted =
            ChangeSchedule { kind: JobKind::Prune, cron: "1 2 * * *".into(), zone: "UTC".into(), expected_version: None };
        database.write(async |write| record::change_schedule(write, &by, wanted).await).await.unwrap();
        let trail = entity::audit::entry::Entity::find()
            .order_by_asc(entity::audit::entry::Column::Number)
            .all(database.read())
            .await
            .unwrap();
        let actions: Vec<_> = trail.iter().map(|line| line.action.as_str()).collect();
        let expected = ["job.asked_for", "job.called_off", "job.retried", "job.paused", "job.resumed", "schedule.changed"];
        assert_eq!(actions, expected);
    }
}
