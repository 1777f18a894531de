//! Clocks on sums and warranties: the ladder, pauses and promises, moved anchors, downtime, forecast.

use super::days::{self, at, by, live_until, on, reminder_of, set_clock, sweep};
use chrono::{Days, NaiveDate};
use entity::access::{By, Viewer};
use entity::database::Database;
use entity::job;
use entity::mail::state::State as MailState;
use entity::notice::skip_reason::SkipReason;
use entity::notice::state::State as NoticeState;
use entity::refusal::{Done, Refusal};
use entity::reminder::ladder::{Draft, Stage, Tone};
use entity::reminder::policy::{self, Reach};
use entity::reminder::record::{rearm, settle};
use entity::reminder::record_ladder::{Setting, clear_ladder, set_ladder};
use entity::reminder::record_pause::{Pause, pause, promise_to_pay, restart, resume};
use entity::reminder::why::{Happened, Why, why};
use entity::reminder::{ReminderKind, forecast};
use entity::task;
use entity::value::id::{InstalmentId, ReminderId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tests::database_tests;

const TAX_CODE: &str = "0101243150";

fn days_of(told: &[days::Told]) -> Vec<NaiveDate> {
    told.iter().map(|told| told.day).collect()
}

fn all_on(list: &[&str]) -> Vec<NaiveDate> {
    list.iter().map(|day| on(day)).collect()
}

/// A company with one contract and one instalment of 40 million dong, due on Monday 2 March 2026; it is 5 January.
async fn one_instalment(database: &Database) -> (entity::contract::contract::Model, InstalmentId) {
    days::installation_on(database, "2026-01-05").await;
    let customer = days::customer(database, TAX_CODE, Some("lan@thep.example")).await;
    let contract = days::contract(database, &customer, "HD-2026-AAAAAA").await;
    let instalment = days::instalment(database, &contract, "2026-03-02", 40_000_000).await;
    (contract, instalment)
}

async fn open_tasks(database: &Database) -> Vec<task::Model> {
    task::Entity::find().filter(task::Column::ResolvedAt.is_null()).all(database.read()).await.unwrap()
}

async fn story(database: &Database, id: ReminderId) -> Why {
    why(database.read(), Viewer::System, id).await.unwrap().unwrap()
}

fn skipped(why: &Why) -> Vec<(i32, SkipReason)> {
    why.stages
        .iter()
        .filter_map(|stage| match stage.happened {
            Happened::Skipped(reason) => Some((stage.offset_days, reason)),
            _ => None,
        })
        .collect()
}

async fn promise(database: &Database, id: ReminderId, until: &str) -> Result<entity::reminder::Model, Refusal> {
    let promise = Pause { reminder_id: id, until: on(until), reason: "Chị Lan hứa qua điện thoại.".into() };
    let by = by(database, Viewer::System).await;
    database.write(async |write| promise_to_pay(write, &by, &promise).await).await
}

database_tests! {
    async fn a_late_payer_is_told_along_the_ladder_and_then_stands_before_a_person(database: Database) {
        let (_, instalment) = one_instalment(&database).await;
        assert_eq!(reminder_of(&database, instalment).await.next_at, Some(at("2026-02-23", 8)));
        let told = live_until(&database, "2026-05-01").await;
        let expected =
            ["2026-02-23", "2026-02-27", "2026-03-02", "2026-03-05", "2026-03-09", "2026-03-16"];
        assert_eq!(days_of(&told), all_on(&expected));
        assert!(told.iter().all(|told| told.owed == [40_000_000]));
        let tasks = open_tasks(&database).await;
        assert_eq!(tasks.iter().map(|task| task.kind).collect::<Vec<_>>(), [task::Kind::PaymentOverdue]);
        assert_eq!(tasks[0].raised_at.date_naive(), on("2026-04-01"));
        let reminder = reminder_of(&database, instalment).await;
        assert_eq!(reminder.next_at, None);
        let why = story(&database, reminder.id).await;
        assert_eq!(why.next, None);
        let mailed = why.stages.iter().filter(|stage| matches!(stage.happened, Happened::Mailed { state: MailState::HandedOver, .. }));
        assert_eq!(mailed.count(), 6);
        assert_eq!(why.stages.last().unwrap().happened, Happened::TaskRaised(tasks[0].id));
    }

    async fn what_lay_before_the_arming_is_skipped_and_a_sum_long_overdue_is_a_task(database: Database) {
        days::installation_on(&database, "2026-03-04").await;
        let customer = days::customer(&database, TAX_CODE, Some("lan@thep.example")).await;
        let contract = days::contract(&database, &customer, "HD-2026-AAAAAA").await;
        let late = days::instalment(&database, &contract, "2026-03-02", 1).await;
        let hopeless = days::instalment(&database, &contract, "2026-01-05", 1).await;
        sweep(&database).await;
        let late = reminder_of(&database, late).await;
        assert_eq!(skipped(&story(&database, late.id).await), [-7, -1, 0].map(|day| (day, SkipReason::ArmedLate)));
        assert_eq!(late.next_at, Some(at("2026-03-05", 8)));
        assert_eq!(reminder_of(&database, hopeless).await.next_at, None);
        let tasks = open_tasks(&database).await;
        assert_eq!((tasks.len(), tasks[0].subject_id), (1, Some(hopeless.0)));
    }

    async fn a_pause_ends_by_itself_and_its_stages_wait_for_its_end(database: Database) {
        let (_, instalment) = one_instalment(&database).await;
        live_until(&database, "2026-03-02").await;
        let id = reminder_of(&database, instalment).await.id;
        let asked = Pause { reminder_id: id, until: on("2026-03-05"), reason: "Đối chiếu hoá đơn".into() };
        let by_system = by(&database, Viewer::System).await;
        let paused = database.write(async |write| pause(write, &by_system, &asked).await).await.unwrap();
        assert_eq!(paused.next_at, Some(at("2026-03-06", 8)));
        assert_eq!(days_of(&live_until(&database, "2026-03-10").await), all_on(&["2026-03-06", "2026-03-09"]));
        let resumed = database.write(async |write| resume(write, &by_system, id).await).await.unwrap();
        assert!(matches!(resumed, Done::Now(_) | Done::AlreadyDone(_)));
    }

    async fn a_promise_is_a_pause_with_a_date_of_sixty_days_at_most(database: Database) {
        let (contract, instalment) = one_instalment(&database).await;
        live_until(&database, "2026-03-02").await;
        let id = reminder_of(&database, instalment).await.id;
        for (until, code) in [("2026-03-01", "IN_THE_PAST"), ("2026-05-02", "TOO_FAR")] {
            let Err(Refusal::Invalid(mistakes)) = promise(&database, id, until).await else { panic!("{until}") };
            assert_eq!((mistakes[0].field.as_str(), mistakes[0].code), ("until", code));
        }
        let consultant = days::staff(&database, "hoa", false).await;
        days::assign(&database, &contract, &consultant).await;
        let by_consultant = by(&database, consultant.viewer()).await;
        let asked = Pause { reminder_id: id, until: on("2026-03-12"), reason: "x".into() };
        let refused = database.write(async |write| promise_to_pay(write, &by_consultant, &asked).await).await;
        assert!(matches!(refused, Err(Refusal::Forbidden(_))));
        let promised = promise(&database, id, "2026-05-01").await.unwrap();
        assert!(promised.pause_is_promise);
        promise(&database, id, "2026-03-12").await.unwrap();
        assert_eq!(days_of(&live_until(&database, "2026-03-31").await), all_on(&["2026-03-13", "2026-03-16"]));
        let reasons = skipped(&story(&database, id).await);
        assert_eq!(reasons, [(3, SkipReason::Paused)]);
    }

    async fn a_mail_planned_before_a_pause_is_stopped_by_it(database: Database) {
        let (_, instalment) = one_instalment(&database).await;
        set_clock(&database, at("2026-02-23", 9)).await;
        sweep(&database).await;
        let id = reminder_of(&database, instalment).await.id;
        promise(&database, id, "2026-03-01").await.unwrap();
        assert!(days::deliver(&database).await.is_empty());
        assert_eq!(days::mails(&database).await[0].state, MailState::Void);
        assert_eq!(skipped(&story(&database, id).await)[0], (-7, SkipReason::Paused));
    }

    async fn a_moved_anchor_voids_what_was_planned_and_begins_anew(database: Database) {
        let (contract, instalment) = one_instalment(&database).await;
        set_clock(&database, at("2026-02-23", 9)).await;
        sweep(&database).await;
        let moved = (ReminderKind::Payment, instalment.0);
        let subject = entity::reminder::record::Subject::of(&contract, moved, on("2026-03-16"));
        let now = days::now(&database).await;
        database.write(async |write| entity::reminder::record::arm(write, now, &subject).await).await.unwrap();
        assert_eq!(days::mails(&database).await[0].state, MailState::Void);
        assert_eq!(days::notices(&database).await[0].state, NoticeState::Void);
        let reminder = reminder_of(&database, instalment).await;
        assert_eq!((reminder.arming, reminder.next_at), (2, Some(at("2026-03-09", 8))));
        assert_eq!(days_of(&live_until(&database, "2026-03-16").await), all_on(&["2026-03-09", "2026-03-13", "2026-03-16"]));
    }

    async fn a_settled_sum_is_not_reminded_of_until_its_payment_is_reversed(database: Database) {
        let (contract, instalment) = one_instalment(&database).await;
        live_until(&database, "2026-03-02").await;
        days::pay(&database, &contract, instalment, 40_000_000).await;
        let now = days::now(&database).await;
        database.write(async |write| settle(write, now, ReminderKind::Payment, instalment.0).await).await.unwrap();
        assert_eq!(reminder_of(&database, instalment).await.next_at, None);
        assert_eq!(live_until(&database, "2026-03-06").await, []);
        let id = reminder_of(&database, instalment).await.id;
        let refused = promise(&database, id, "2026-03-09").await;
        assert!(matches!(refused, Err(Refusal::Conflict { code: "NOTHING_TO_REMIND_OF", .. })));
        days::take_back_payments(&database).await;
        let now = days::now(&database).await;
        database.write(async |write| rearm(write, now, ReminderKind::Payment, instalment.0).await).await.unwrap();
        assert_eq!(days_of(&live_until(&database, "2026-03-16").await), all_on(&["2026-03-09", "2026-03-16"]));
    }

    async fn a_used_up_ladder_still_takes_a_promise_and_wakes_when_it_gains_a_stage(database: Database) {
        let (contract, owed) = one_instalment(&database).await;
        let paid = days::instalment(&database, &contract, "2026-03-02", 10_000_000).await;
        live_until(&database, "2026-03-20").await;
        days::pay(&database, &contract, paid, 10_000_000).await;
        let now = days::now(&database).await;
        database.write(async |write| settle(write, now, ReminderKind::Payment, paid.0).await).await.unwrap();
        live_until(&database, "2026-04-06").await;
        let (owed_id, paid_id) = (reminder_of(&database, owed).await.id, reminder_of(&database, paid).await.id);
        assert_eq!(reminder_of(&database, owed).await.next_at, None);
        let promised = promise(&database, owed_id, "2026-04-17").await.unwrap();
        assert!(promised.pause_is_promise && promised.next_at.is_none());
        let refused = promise(&database, paid_id, "2026-04-17").await;
        assert!(matches!(refused, Err(Refusal::Conflict { code: "NOTHING_TO_REMIND_OF", .. })));
        let running = entity::reminder::running(database.read(), Reach::Provider, (None, 100)).await.unwrap();
        assert_eq!(running.iter().map(|reminder| reminder.id).collect::<Vec<_>>(), [owed_id]);
        let by_system = by(&database, Viewer::System).await;
        let stages = [(0, Tone::DueToday), (45, Tone::Final), (60, Tone::Final)].map(|(offset_days, tone)| Stage { offset_days, tone });
        let draft = Draft { send_hour: 8, stages: stages.to_vec(), working_days: true };
        let asked = Setting { kind: ReminderKind::Payment, reach: Reach::Provider, draft };
        database.write(async |write| set_ladder(write, &by_system, &asked).await).await.unwrap();
        recompute_all(&database).await;
        assert_eq!(reminder_of(&database, owed).await.next_at, Some(at("2026-04-20", 8)), "after the promise");
        assert_eq!(reminder_of(&database, paid).await.next_at, None);
        assert_eq!(days_of(&live_until(&database, "2026-05-15").await), all_on(&["2026-04-20", "2026-05-04"]));
    }

    async fn staff_restart_a_reminder_with_a_reason(database: Database) {
        let (_, instalment) = one_instalment(&database).await;
        live_until(&database, "2026-03-05").await;
        let id = reminder_of(&database, instalment).await.id;
        let by_system = by(&database, Viewer::System).await;
        let refused = database.write(async |write| restart(write, &by_system, id, " ").await).await;
        assert!(matches!(refused, Err(Refusal::Invalid(_))));
        let restarted = database.write(async |write| restart(write, &by_system, id, "Sai hoá đơn").await).await.unwrap();
        assert_eq!((restarted.arming, restarted.version), (2, 2));
        assert_eq!(days_of(&live_until(&database, "2026-03-09").await), all_on(&["2026-03-09"]));
    }

    async fn after_a_downtime_only_the_right_stage_is_told(database: Database) {
        let (_, instalment) = one_instalment(&database).await;
        set_clock(&database, at("2026-03-10", 15)).await;
        sweep(&database).await;
        assert_eq!(days::deliver(&database).await.len(), 1);
        let why = story(&database, reminder_of(&database, instalment).await.id).await;
        let superseded = [-7, -1, 0, 3].map(|day| (day, SkipReason::Superseded));
        assert_eq!(skipped(&why), superseded);
        assert_eq!(why.next.unwrap().1, at("2026-03-16", 8));
        assert!(sweep(&database).await.is_empty(), "twice is once");
    }

    async fn the_nearest_ladder_holds_and_every_mistake_in_one_is_told(database: Database) {
        let (contract, instalment) = one_instalment(&database).await;
        let by_system = by(&database, Viewer::System).await;
        let stage = |offset_days, tone| Stage { offset_days, tone };
        let wrong = Draft { send_hour: 24, stages: vec![stage(1, Tone::Upcoming), stage(1, Tone::Final)], working_days: true };
        let setting = |draft, reach| Setting { kind: ReminderKind::Payment, reach, draft };
        let asked = setting(wrong, Reach::Provider);
        let Err(Refusal::Invalid(mistakes)) = database.write(async |write| set_ladder(write, &by_system, &asked).await).await
        else { panic!("taken") };
        assert_eq!(mistakes.iter().map(|mistake| mistake.code).collect::<Vec<_>>(), ["NOT_AN_HOUR", "TONE_DOES_NOT_FIT", "TWICE"]);
        for (reach, hour) in [(Reach::Provider, 9), (Reach::Customer(contract.customer_id), 10), (Reach::Contract(contract.id), 11)] {
            let asked = setting(Draft { send_hour: hour, stages: vec![stage(-3, Tone::Upcoming)], working_days: true }, reach);
            database.write(async |write| set_ladder(write, &by_system, &asked).await).await.unwrap();
            recompute_all(&database).await;
            assert_eq!(reminder_of(&database, instalment).await.next_at, Some(at("2026-02-27", u32::try_from(hour).unwrap())));
        }
        let of = (contract.customer_id, Some(contract.id));
        let (_, reach) = policy::effective(database.read(), ReminderKind::Payment, of).await.unwrap();
        assert_eq!(reach, Some(Reach::Contract(contract.id)));
        let cleared = (ReminderKind::Payment, Reach::Contract(contract.id));
        for expected in [Done::Now(()), Done::AlreadyDone(())] {
            let done = database.write(async |write| clear_ladder(write, &by_system, cleared).await).await.unwrap();
            assert_eq!(done, expected);
        }
        recompute_all(&database).await;
        assert_eq!(reminder_of(&database, instalment).await.next_at, Some(at("2026-02-27", 10)));
        let rearms = job::run::Entity::find().filter(job::run::Column::Kind.eq(job::JobKind::Rearm)).all(database.read()).await.unwrap();
        assert_eq!(rearms.len(), 3, "one for each reach, as long as they wait");
    }

    async fn the_forecast_is_what_then_happens(database: Database) {
        days::installation_on(&database, "2026-01-05").await;
        for (tax_code, due) in [(TAX_CODE, ["2026-02-16", "2026-02-23"]), ("0100109106", ["2026-02-20", "2026-03-02"])] {
            let customer = days::customer(&database, tax_code, Some("lan@thep.example")).await;
            for (number, due_on) in due.into_iter().enumerate() {
                let contract = days::contract(&database, &customer, &format!("HD-{tax_code}-{number}")).await;
                days::instalment(&database, &contract, due_on, 1).await;
                days::cover(&database, &contract, "2026-04-15").await;
            }
        }
        let now = days::now(&database).await;
        let mut foreseen = Vec::new();
        for day in (0..75).map(|ahead| on("2026-01-05") + Days::new(ahead)) {
            for mail in forecast::forecast(database.read(), Viewer::System, now, day).await.unwrap() {
                assert!(mail.is_reachable);
                foreseen.push((day, mail.customer_id, mail.lines.len()));
            }
        }
        let told = live_until(&database, "2026-03-20").await;
        let mut happened: Vec<_> =
            told.into_iter().map(|told| (told.day, told.customer_id.unwrap(), told.owed.len())).collect();
        foreseen.sort();
        happened.sort();
        assert!(happened.len() > 20, "{happened:?}");
        assert_eq!(foreseen, happened);
    }

    async fn the_forecast_knows_what_the_cap_pushes_on(database: Database) {
        days::installation_on(&database, "2026-01-05").await;
        let customer = days::customer(&database, TAX_CODE, Some("lan@thep.example")).await;
        for number in 0..5 {
            let contract = days::contract(&database, &customer, &format!("HD-2026-{number}")).await;
            days::cover(&database, &contract, "2026-04-15").await;
        }
        let looked_at = async |from: &str, until: &str| {
            let now = days::now(&database).await;
            let mut foreseen = Vec::new();
            for day in on(from).iter_days().take_while(|day| *day <= on(until)) {
                let mails = forecast::forecast(database.read(), Viewer::System, now, day).await.unwrap();
                foreseen.extend(mails.iter().map(|_| day));
            }
            foreseen
        };
        // 60 days before is Saturday 14 February: told on Friday 13; three mails that day, the rest after Tết.
        let expected = all_on(&["2026-02-13", "2026-02-13", "2026-02-13", "2026-02-23", "2026-02-23"]);
        assert_eq!(looked_at("2026-02-01", "2026-03-01").await, expected);
        let first = live_until(&database, "2026-02-13").await;
        assert_eq!(looked_at("2026-02-13", "2026-03-01").await, expected[3..]);
        let rest = live_until(&database, "2026-02-23").await;
        let none = live_until(&database, "2026-03-01").await;
        assert_eq!(days_of(&[first, rest, none].concat()), expected);
    }

    async fn a_dry_look_changes_nothing(database: Database) {
        let (_, instalment) = one_instalment(&database).await;
        let id = reminder_of(&database, instalment).await.id;
        let foreseen = entity::reminder::advance::foresee(database.read(), id, at("2026-02-23", 9)).await.unwrap();
        assert_eq!(foreseen, entity::reminder::advance::Advanced::Told);
        assert!(days::notices(&database).await.is_empty());
    }

    async fn strangers_find_no_reminder(database: Database) {
        let (contract, instalment) = one_instalment(&database).await;
        let id = reminder_of(&database, instalment).await.id;
        let hoa = days::staff(&database, "hoa", false).await;
        let other = days::customer(&database, "0100109106", None).await;
        let stranger = Viewer::Customer { person_id: hoa.id, customer_id: other.id, is_signatory: true };
        let own = Viewer::Customer { person_id: hoa.id, customer_id: contract.customer_id, is_signatory: false };
        for (viewer, sees) in [(hoa.viewer(), false), (stranger, false), (Viewer::Visitor, false), (own, true)] {
            assert_eq!(why(database.read(), viewer, id).await.unwrap().is_some(), sees, "{viewer:?}");
        }
        let by_hoa = By { viewer: hoa.viewer(), ..by(&database, Viewer::System).await };
        let refused = database.write(async |write| resume(write, &by_hoa, id).await).await;
        assert!(matches!(refused, Err(Refusal::NotFound("reminder"))));
        days::assign(&database, &contract, &hoa).await;
        assert!(why(database.read(), hoa.viewer(), id).await.unwrap().is_some());
    }
}

/// What the rearm duty does.
async fn recompute_all(database: &Database) {
    let now = days::now(database).await;
    let page = entity::reminder::running(database.read(), Reach::Provider, (None, 100)).await.unwrap();
    let moved = entity::reminder::record::out_of_date(database.read(), now, page).await.unwrap();
    for id in moved {
        database.write(async |write| entity::reminder::record::recompute(write, now, id).await).await.unwrap();
    }
}
