//! Real worker processes, killed with `kill -9` in the middle of their work.

use crate::ground_tests;
use crate::process::{Fleet, MAILS_SECRET};
use crate::support::{Ground, eventually};
use chrono::TimeDelta;
use entity::access::record_person::{NewPerson, Standing, invite};
use entity::access::{By, MasterKey};
use entity::clock::{Instant, machine_now};
use entity::installation::provider::Profile;
use entity::installation::record::update_provider;
use entity::job::JobKind;
use entity::job::attempt::{self, Outcome as Ended};
use entity::job::record::{Enqueue, enqueue};
use entity::job::schedule;
use entity::job::state::State;
use entity::mail;
use entity::value::locale::Locale;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::collections::{HashMap, HashSet};
use std::time::Duration;
use tests::smtp_server::{Behaviour, SmtpServer, Step};

/// Jobs that a killed process may have had: its slots.
const SLOTS: usize = 8;

async fn invite_everybody(ground: &Ground, number: usize) {
    let by = By::system(machine_now());
    let profile = Profile {
        name: "Công ty Khu Xanh".to_owned(),
        tax_code: "0101245486".to_owned(),
        address: "KCN Thăng Long, Hà Nội".to_owned(),
        email: "office@khu.example".to_owned(),
        phone: "024 1234 5678".to_owned(),
        bank_name: "Vietcombank".to_owned(),
        bank_bin: "970436".to_owned(),
        bank_account: "0011001234567".to_owned(),
        bank_holder: "CONG TY KHU XANH".to_owned(),
        signatory_name: "Nguyễn Văn An".to_owned(),
        signatory_title: "Giám đốc".to_owned(),
    };
    ground.database.write(async |write| update_provider(write, &by, &profile, None).await).await.unwrap();
    for place in 0..number {
        let new = NewPerson {
            standing: Standing::Staff { is_accountant: false },
            name: format!("Lan {place}"),
            email: format!("lan{place}@khu.example"),
            locale: Locale::Vi,
        };
        ground.database.write(async |write| invite(write, &by, machine_now(), new).await).await.unwrap();
    }
}

async fn mails(ground: &Ground, state: mail::state::State) -> usize {
    let found = mail::Entity::find().filter(mail::Column::State.eq(state));
    usize::try_from(found.count(ground.database.read()).await.unwrap()).unwrap()
}

/// The slots for which a run was enqueued, each with the moment of it, in order.
async fn slots_of(ground: &Ground) -> Vec<(Instant, Instant)> {
    let slot = |key: &str| key.split_once('@')?.1.parse().ok();
    let rows = ground.rows().await;
    let mut slots: Vec<_> =
        rows.iter().filter_map(|row| Some((slot(row.slot_key.as_deref()?)?, row.created_at))).collect();
    slots.sort();
    slots
}

/// Every second is a slot. Each is run once or was moved past: then a later one was caught up instead, the latest of
/// those that had come; and only while no worker was at work without a break.
async fn every_slot_is_accounted_for(ground: &Ground) {
    let (slots, history) = (slots_of(ground).await, ground.history().await);
    assert!(slots.iter().all(|(slot, _)| slot.timestamp_subsec_nanos() == 0), "{slots:?}");
    for (slot, enqueued_at) in &slots {
        // Beside its own second the time it may wait for the lock of the schedule.
        let late = *enqueued_at - *slot;
        assert!((TimeDelta::zero()..TimeDelta::seconds(2)).contains(&late), "{slot} at {enqueued_at}: not the latest");
    }
    for pair in slots.windows(2) {
        let [(before, _), (after, _)] = pair else { continue };
        let seconds = (*after - *before).num_seconds();
        assert!(seconds >= 1, "{before} is run twice");
        for missed in (1..seconds).map(|second| *before + TimeDelta::seconds(second)) {
            let busy = at_work(&history, missed);
            assert!(busy.is_none(), "{missed} was not run, but {busy:?} was at work");
        }
    }
    let schedule = schedule::Entity::find_by_id(JobKind::Prune).one(ground.database.read()).await.unwrap().unwrap();
    assert_eq!(Some(schedule.last_slot_at), slots.last().map(|(slot, _)| *slot), "moved past without a run");
}

/// A worker that ended jobs all through the second from `from` on, with no silence in it that is worth the name.
fn at_work(history: &[attempt::Model], from: Instant) -> Option<&str> {
    const SILENCE: TimeDelta = TimeDelta::milliseconds(200);
    let until = from + TimeDelta::seconds(1);
    let workers: HashSet<&str> = history.iter().map(|line| line.worker.as_str()).collect();
    workers.into_iter().find(|worker| {
        let ended = history.iter().filter(|line| line.worker == *worker && line.outcome == Ended::Done);
        let mut ends: Vec<_> = ended.map(|line| line.finished_at).filter(|end| (from..until).contains(end)).collect();
        ends.extend([from, until]);
        ends.sort();
        ends.windows(2).all(|pair| pair[1] - pair[0] <= SILENCE)
    })
}

ground_tests! {
    async fn every_job_ends_once_and_every_slot_is_accounted_for(ground: Ground) {
        ground.every_second(JobKind::Prune).await;
        ground.enqueue(JobKind::Remind, 400).await;
        let mut fleet = Fleet::journaling(&ground.url);
        fleet.start();
        fleet.start();
        for kills in 1..=4 {
            let done = kills * 60;
            eventually("some more are done", async || ground.count(State::Done).await >= done).await;
            fleet.kill_oldest();
            fleet.start();
        }
        eventually("all are done", async || {
            ground.rows().await.iter().filter(|row| row.kind == JobKind::Remind).all(|row| row.state == State::Done)
        })
        .await;
        // For some seconds nobody is there: of what has come meanwhile the latest is caught up.
        eventually("some slots have come", async || slots_of(&ground).await.len() >= 5).await;
        fleet.kill_oldest();
        fleet.kill_oldest();
        tokio::time::sleep(Duration::from_secs(4)).await;
        let again_from = machine_now();
        fleet.start();
        let is_later = |slots: Vec<(Instant, Instant)>| slots.last().is_some_and(|(slot, _)| *slot > again_from);
        eventually("slots come again", async || is_later(slots_of(&ground).await)).await;
        fleet.stop_all();
        every_slot_is_accounted_for(&ground).await;
        let slots = slots_of(&ground).await;
        assert!(slots.windows(2).any(|pair| pair[1].0 - pair[0].0 >= TimeDelta::seconds(4)), "nobody was there: {slots:?}");
        let history = ground.history().await;
        let lost = history.iter().filter(|line| line.outcome == Ended::Lost).count();
        assert!(lost > 0 && lost <= 6 * 2 * SLOTS, "{lost} were lost");
        let mut ends: HashMap<_, usize> = HashMap::new();
        for line in history.iter().filter(|line| line.outcome == Ended::Done) {
            *ends.entry(line.job_id).or_default() += 1;
        }
        assert!(ends.values().all(|times| *times == 1));
        // Twice begun is only what a killed process had.
        let begun = fleet.journal();
        let twice = begun.values().filter(|times| **times > 1).count();
        assert!(twice <= lost, "{twice} began twice, {lost} were lost");
        assert!(begun.values().all(|times| *times <= 1 + 4));
    }

    async fn no_mail_is_handed_over_twice_and_none_is_lost(ground: Ground) {
        const NUMBER: usize = 240;
        let server = SmtpServer::start().await.unwrap();
        server.always(Step::FinalDot, Behaviour::AcceptAfter(Duration::from_millis(20)));
        invite_everybody(&ground, NUMBER).await;
        let mut fleet = Fleet::mailing(&ground.url, &server.url());
        fleet.start();
        fleet.start();
        for kills in 1..=3 {
            let handed_over = kills * 40;
            eventually("some more are handed over", async || server.count() >= handed_over).await;
            fleet.kill_oldest();
            fleet.start();
        }
        eventually("nothing waits any more", async || mails(&ground, mail::state::State::Planned).await == 0).await;
        // What the killed ones had stays claimed until no answer can come any more; that moment is brought forward.
        eventually("the living are through", async || ground.count(State::Running).await == 0).await;
        let past = Expr::val(machine_now() - chrono::TimeDelta::hours(1));
        let claimed = mail::Entity::update_many().col_expr(mail::Column::ClaimUntil, past);
        let claimed = claimed.filter(mail::Column::State.eq(mail::state::State::Claimed));
        claimed.exec(ground.database.read()).await.unwrap();
        let reconcile = Enqueue { kind: JobKind::Reconcile, payload: serde_json::json!({}), key: None, run_at: None };
        ground.database.write(async |write| enqueue(write, reconcile).await).await.unwrap();
        eventually("nothing is claimed any more", async || mails(&ground, mail::state::State::Claimed).await == 0).await;
        fleet.stop_all();
        let taken = server.count_by_message_id();
        assert!(taken.values().all(|times| *times == 1), "handed over twice");
        let (mut sure, mut doubtful) = (0, 0);
        for mail in mail::Entity::find().filter(mail::Column::Kind.eq(entity::notice::Kind::Invitation)).all(ground.database.read()).await.unwrap() {
            match mail.state {
                mail::state::State::HandedOver => {
                    assert!(taken.contains_key(&mail.message_id), "said to be handed over, and was not");
                    sure += 1;
                }
                mail::state::State::Unknown => doubtful += 1,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(sure + doubtful, NUMBER);
        assert!((1..=3 * SLOTS).contains(&doubtful), "{doubtful} are in doubt");
    }
}

/// The secret of the installation is the one the processes are started with.
#[test]
fn the_secret_is_the_same() {
    assert_eq!(MAILS_SECRET.parse::<MasterKey>().unwrap().check_value(), MasterKey::new([1; 32]).check_value());
}
