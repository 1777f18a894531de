//! Mails: looked up again when claimed, handed over once, in doubt before a person.

use super::days::{self, at, by, claims, deliver, live_until, mails, notices, on, set_clock, settles, sweep};
use chrono::TimeDelta;
use entity::access::Viewer;
use entity::contract::contract;
use entity::database::Database;
use entity::mail::record_bounce::{clear_bounce, record_bounce};
use entity::mail::record_claim::{Claim, Lease, claim};
use entity::mail::record_resend::resend;
use entity::mail::record_settle::{Ending, Settled, expire_claim, settle_unknown};
use entity::mail::state::State;
use entity::mail::{self};
use entity::notice::Kind;
use entity::notice::facts::Facts;
use entity::notice::skip_reason::SkipReason;
use entity::notice::state::State as NoticeState;
use entity::party::customer;
use entity::refusal::{Done, Refusal};
use entity::reminder::advance::advance;
use entity::task;
use entity::value::id::{ClaimToken, InstalmentId, MailId};
use futures_util::future::join_all;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tests::database_tests;

/// A company with a contract and an instalment of 40 million due on Monday 2 March 2026, whose mail is planned: it is the
/// morning of that day.
async fn a_planned_mail(database: &Database) -> (customer::Model, contract::Model, InstalmentId) {
    days::installation_on(database, "2026-03-01").await;
    let customer = days::customer(database, "0101243150", Some("lan@thep.example")).await;
    let contract = days::contract(database, &customer, "HD-2026-AAAAAA").await;
    let instalment = days::instalment(database, &contract, "2026-03-02", 40_000_000).await;
    set_clock(database, at("2026-03-02", 9)).await;
    sweep(database).await;
    (customer, contract, instalment)
}

async fn the_mail(database: &Database) -> mail::Model {
    let mut reminders = mails(database).await.into_iter().filter(|mail| mail.kind.is_reminder());
    reminders.next_back().expect("a reminder mail")
}

async fn state_of(database: &Database, id: MailId) -> State {
    mail::find(database.read(), Viewer::System, id).await.unwrap().unwrap().state
}

async fn tasks(database: &Database) -> Vec<(task::Kind, bool)> {
    let all = task::Entity::find().all(database.read()).await.unwrap();
    all.into_iter().map(|task| (task.kind, task.resolved_at.is_none())).collect()
}

async fn alarms(database: &Database) -> usize {
    mails(database).await.into_iter().filter(|mail| mail.kind == Kind::StaffAlarm).count()
}

/// Claims the mail with a lease that has run out already.
async fn lost_claim(database: &Database, id: MailId) -> ClaimToken {
    let token = ClaimToken::new();
    let lease = Lease { token, lasts: TimeDelta::seconds(-1) };
    let claimed = database.write(async |write| claim(write, id, lease).await).await.unwrap();
    assert!(matches!(claimed, Claim::Taken(_)));
    token
}

fn handed_over() -> Ending {
    Ending::HandedOver { answer: "250 2.0.0 Ok: queued".into() }
}

fn outstanding(facts: &Facts) -> i64 {
    if let Facts::PaymentReminder(owed) = facts { owed.outstanding.minor() } else { panic!("{facts:?}") }
}

database_tests! {
    async fn a_payment_before_the_claim_stops_the_mail(database: Database) {
        let (_, contract, instalment) = a_planned_mail(&database).await;
        days::pay(&database, &contract, instalment, 40_000_000).await;
        let mail = the_mail(&database).await;
        assert!(matches!(claims(&database, mail.id, ClaimToken::new()).await, Claim::Void));
        assert_eq!(state_of(&database, mail.id).await, State::Void);
        let notice = &notices(&database).await.into_iter().find(|notice| notice.mail_id == Some(mail.id)).unwrap();
        assert_eq!((notice.state, notice.reason), (NoticeState::Skipped, Some(SkipReason::Settled)));
    }

    async fn a_part_paid_before_the_claim_is_not_asked_for(database: Database) {
        let (_, contract, instalment) = a_planned_mail(&database).await;
        days::pay(&database, &contract, instalment, 15_000_000).await;
        let told = deliver(&database).await;
        assert_eq!(told.iter().flat_map(|claimed| &claimed.facts).map(outstanding).collect::<Vec<_>>(), [25_000_000]);
    }

    async fn the_reminders_of_a_customer_and_day_are_one_mail(database: Database) {
        days::installation_on(&database, "2026-03-01").await;
        let customer = days::customer(&database, "0101243150", Some("lan@thep.example")).await;
        let other = days::customer(&database, "0100109106", Some("hoa@giay.example")).await;
        for (of, reference) in [(&customer, "HD-1"), (&customer, "HD-2"), (&other, "HD-3")] {
            let contract = days::contract(&database, of, reference).await;
            days::instalment(&database, &contract, "2026-03-02", 1).await;
        }
        let told = live_until(&database, "2026-03-02").await;
        let mut lines: Vec<_> = told.iter().map(|told| (told.customer_id == Some(customer.id), told.owed.len())).collect();
        lines.sort_unstable();
        assert_eq!(lines, [(false, 1), (true, 2)]);
        // What comes up after the day's mail has gone waits for the next working day.
        let contract = days::contract(&database, &customer, "HD-4").await;
        set_clock(&database, at("2026-03-02", 7)).await;
        days::instalment(&database, &contract, "2026-03-02", 5).await;
        set_clock(&database, at("2026-03-02", 13)).await;
        sweep(&database).await;
        assert!(deliver(&database).await.is_empty());
        let waiting = the_mail(&database).await;
        assert_eq!((waiting.state, waiting.planned_on), (State::Planned, on("2026-03-03")));
    }

    async fn a_customer_gets_three_reminder_mails_a_day_at_most(database: Database) {
        days::installation_on(&database, "2026-03-01").await;
        let customer = days::customer(&database, "0101243150", Some("lan@thep.example")).await;
        for number in 0..5 {
            let contract = days::contract(&database, &customer, &format!("HD-{number}")).await;
            days::cover(&database, &contract, "2026-03-03").await;
        }
        let told = live_until(&database, "2026-03-05").await;
        let on_day = |day| told.iter().filter(|told| told.day == on(day)).count();
        assert_eq!((on_day("2026-03-03"), on_day("2026-03-04")), (3, 0), "on the next day it is not true any more");
        let stale = notices(&database).await.into_iter().filter(|notice| notice.reason == Some(SkipReason::Stale)).count();
        assert_eq!(stale, 2);
    }

    async fn a_claim_of_which_no_answer_comes_is_in_doubt_before_a_person(database: Database) {
        a_planned_mail(&database).await;
        let mail = the_mail(&database).await;
        let token = ClaimToken::new();
        assert!(matches!(claims(&database, mail.id, token).await, Claim::Taken(_)));
        assert!(!database.write(async |write| expire_claim(write, mail.id).await).await.unwrap(), "its lease still runs");
        settles(&database, mail.id, token, Ending::NotSent { reason: "421 busy".into(), may_retry: true }).await;
        assert_eq!(state_of(&database, mail.id).await, State::Planned);
        assert!(matches!(claims(&database, mail.id, ClaimToken::new()).await, Claim::NotNow), "it waits for the machine clock");
    }

    async fn an_expired_claim_is_never_sent_again_by_itself(database: Database) {
        a_planned_mail(&database).await;
        let id = the_mail(&database).await.id;
        let token = lost_claim(&database, id).await;
        assert!(database.write(async |write| expire_claim(write, id).await).await.unwrap());
        assert_eq!(state_of(&database, id).await, State::Unknown);
        assert_eq!(tasks(&database).await, [(task::Kind::MailUnknown, true)]);
        assert_eq!(alarms(&database).await, 1);
        assert!(matches!(claims(&database, id, ClaimToken::new()).await, Claim::NotNow));
        // The late answer of the same claim still settles it; another's does not.
        assert_eq!(settles(&database, id, ClaimToken::new(), handed_over()).await, Settled::NotYours);
        assert_eq!(settles(&database, id, token, handed_over()).await, Settled::Now(State::HandedOver));
        assert_eq!(tasks(&database).await, [(task::Kind::MailUnknown, false)]);
    }

    async fn a_person_settles_what_is_in_doubt(database: Database) {
        a_planned_mail(&database).await;
        let id = the_mail(&database).await.id;
        let by_system = by(&database, Viewer::System).await;
        let settle = async |has_arrived| {
            database.write(async |write| settle_unknown(write, &by_system, (id, has_arrived), "Chị Lan đã nhận").await).await
        };
        assert!(matches!(settle(true).await, Err(Refusal::Conflict { code: "NOT_IN_DOUBT", .. })));
        let token = lost_claim(&database, id).await;
        database.write(async |write| expire_claim(write, id).await).await.unwrap();
        assert!(matches!(settle(true).await, Ok(Done::Now(_))));
        assert!(matches!(settle(true).await, Ok(Done::AlreadyDone(_))));
        assert_eq!(settles(&database, id, token, Ending::InDoubt { reason: "x".into() }).await, Settled::NotYours);
        assert_eq!(state_of(&database, id).await, State::HandedOver);
    }

    async fn a_permanent_refusal_fails_in_the_servers_words(database: Database) {
        a_planned_mail(&database).await;
        let id = the_mail(&database).await.id;
        let token = ClaimToken::new();
        claims(&database, id, token).await;
        let refused = Ending::NotSent { reason: "550 5.1.1 no such user".into(), may_retry: false };
        assert_eq!(settles(&database, id, token, refused).await, Settled::Now(State::Failed));
        assert_eq!(the_mail(&database).await.answer.as_deref(), Some("550 5.1.1 no such user"));
        assert_eq!(tasks(&database).await, [(task::Kind::MailFailed, true)]);
    }

    async fn an_alarm_that_fails_causes_no_other_alarm(database: Database) {
        a_planned_mail(&database).await;
        let id = the_mail(&database).await.id;
        lost_claim(&database, id).await;
        database.write(async |write| expire_claim(write, id).await).await.unwrap();
        let alarm = mails(&database).await.into_iter().find(|mail| mail.kind == Kind::StaffAlarm).unwrap();
        let token = ClaimToken::new();
        claims(&database, alarm.id, token).await;
        settles(&database, alarm.id, token, Ending::NotSent { reason: "550".into(), may_retry: false }).await;
        assert_eq!(tasks(&database).await.len(), 2);
        assert_eq!(alarms(&database).await, 1);
    }

    async fn a_resend_is_a_new_mail_with_its_own_message_id(database: Database) {
        let (_, contract, instalment) = a_planned_mail(&database).await;
        let id = the_mail(&database).await.id;
        let by_system = by(&database, Viewer::System).await;
        let again = async |id, reason: &str| database.write(async |write| resend(write, &by_system, id, reason).await).await;
        assert!(matches!(again(id, "x").await, Err(Refusal::Conflict { code: "NOT_TO_BE_RESENT", .. })));
        deliver(&database).await;
        assert!(matches!(again(id, "").await, Err(Refusal::Invalid(_))));
        let second = again(id, "Khách xoá nhầm").await.unwrap();
        assert_eq!((second.resend_of, second.state), (Some(id), State::Planned));
        assert_eq!(again(id, "Khách xoá nhầm").await.unwrap().id, second.id, "a second click");
        assert_ne!(second.message_id, the_first(&database, id).await.message_id);
        assert_eq!(deliver(&database).await.len(), 1, "a person's wish knows no gap");
        let third = again(second.id, "Vẫn chưa thấy").await.unwrap();
        days::pay(&database, &contract, instalment, 40_000_000).await;
        assert!(deliver(&database).await.is_empty(), "what has been paid is not asked for");
        assert_eq!(state_of(&database, third.id).await, State::Void);
    }

    async fn a_bounced_address_is_not_written_to_until_it_is_cleared(database: Database) {
        let (customer, ..) = a_planned_mail(&database).await;
        let id = the_mail(&database).await.id;
        let by_system = by(&database, Viewer::System).await;
        let bounce = async || database.write(async |write| record_bounce(write, &by_system, id, "552 mailbox full").await).await;
        assert!(matches!(bounce().await, Err(Refusal::Conflict { code: "NEVER_WENT_OUT", .. })));
        deliver(&database).await;
        assert!(matches!(bounce().await, Ok(Done::Now(_))));
        assert!(matches!(bounce().await, Ok(Done::AlreadyDone(_))));
        assert_eq!(state_of(&database, id).await, State::Bounced);
        let resent = database.write(async |write| resend(write, &by_system, id, "x").await).await;
        assert!(matches!(resent, Err(Refusal::Conflict { code: "ADDRESS_BOUNCED", .. })));
        assert_eq!(live_until(&database, "2026-03-05").await, []);
        let skipped = notices(&database).await.into_iter().filter(|it| it.reason == Some(SkipReason::AddressBounced)).count();
        assert_eq!(skipped, 1);
        assert_eq!(tasks(&database).await, [(task::Kind::MailBounced, true), (task::Kind::AddressBounced, true)]);
        let address = customer.billing_email.unwrap();
        for expected in [Done::Now(()), Done::AlreadyDone(())] {
            let done = database.write(async |write| clear_bounce(write, &by_system, &address, "Đã sửa").await).await.unwrap();
            assert_eq!(done, expected);
        }
        assert_eq!(live_until(&database, "2026-03-09").await.len(), 1);
    }

    async fn a_missing_address_is_visible_and_a_task(database: Database) {
        days::installation_on(&database, "2026-03-01").await;
        let customer = days::customer(&database, "0101243150", None).await;
        let contract = days::contract(&database, &customer, "HD-1").await;
        days::instalment(&database, &contract, "2026-03-02", 1).await;
        assert_eq!(live_until(&database, "2026-03-05").await, []);
        let reasons: Vec<_> = notices(&database).await.into_iter().filter(|it| it.kind.is_reminder()).map(|it| it.reason).collect();
        assert_eq!(reasons[2..], [Some(SkipReason::NoAddress); 2], "{reasons:?}");
        assert_eq!(tasks(&database).await, [(task::Kind::AddressMissing, true)]);
    }

    async fn of_many_claimers_at_once_one_gets_the_mail(database: Database) {
        a_planned_mail(&database).await;
        let id = the_mail(&database).await.id;
        let all = join_all((0..8).map(|_| claims(&database, id, ClaimToken::new()))).await;
        assert_eq!(all.iter().filter(|claim| matches!(claim, Claim::Taken(_))).count(), 1);
    }

    async fn sweeps_at_once_make_one_mail(database: Database) {
        days::installation_on(&database, "2026-03-01").await;
        let customer = days::customer(&database, "0101243150", Some("lan@thep.example")).await;
        let mut reminders = Vec::new();
        for number in 0..6 {
            let contract = days::contract(&database, &customer, &format!("HD-{number}")).await;
            let instalment = days::instalment(&database, &contract, "2026-03-02", 1).await;
            reminders.push(days::reminder_of(&database, instalment).await.id);
        }
        let moment = at("2026-03-02", 9);
        set_clock(&database, moment).await;
        let twice = reminders.iter().chain(&reminders);
        let advanced = join_all(twice.map(|id| database.write(async |write| advance(write, *id, moment).await))).await;
        assert!(advanced.iter().all(Result::is_ok), "{advanced:?}");
        let told = deliver(&database).await;
        assert_eq!(told.iter().map(|claimed| claimed.facts.len()).collect::<Vec<_>>(), [6]);
    }

    async fn only_those_concerned_see_a_mail(database: Database) {
        let (customer, contract, _) = a_planned_mail(&database).await;
        let id = the_mail(&database).await.id;
        let (hoa, accountant) = (days::staff(&database, "hoa", false).await, days::staff(&database, "thu", true).await);
        let other = days::customer(&database, "0100109106", None).await;
        let of = |customer_id| Viewer::Customer { person_id: hoa.id, customer_id, is_signatory: true };
        let table = [
            (Viewer::Visitor, false), (of(other.id), false), (hoa.viewer(), false),
            (of(customer.id), true), (accountant.viewer(), true), (Viewer::System, true),
        ];
        for (viewer, sees) in table {
            assert_eq!(mail::find(database.read(), viewer, id).await.unwrap().is_some(), sees, "{viewer:?}");
            let page = mail::page(database.read(), viewer, &mail::Filter::default(), entity::database::window::Window::first(10)).await.unwrap();
            assert_eq!(page.rows.iter().any(|row| row.id == id), sees, "{viewer:?}");
        }
        days::assign(&database, &contract, &hoa).await;
        assert!(mail::find(database.read(), hoa.viewer(), id).await.unwrap().is_some());
    }
}

async fn the_first(database: &Database, id: MailId) -> mail::Model {
    mail::Entity::find().filter(mail::Column::Id.eq(id)).one(database.read()).await.unwrap().unwrap()
}
