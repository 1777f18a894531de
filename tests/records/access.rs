//! People, sessions, one-time tokens, throttles.

use chrono::TimeDelta;
use entity::access::one_time_token::{self, Purpose};
use entity::access::person::{self, Filter};
use entity::access::record_person::{self, Change, NewPerson, Standing};
use entity::access::{Actor, By, Viewer, record_session, record_token, session, throttle, throttling};
use entity::clock::{Instant, machine_now};
use entity::database::Database;
use entity::database::window::Window;
use entity::refusal::{Done, Refusal};
use entity::value::id::{OneTimeTokenId, PersonId};
use entity::value::locale::Locale;
use sea_orm::EntityTrait;
use tests::database_tests;

fn system() -> By {
    By::system(machine_now())
}

fn as_person(person: &person::Model) -> By {
    By { viewer: person.viewer(), actor: Actor::person(person.id, None), now: machine_now() }
}

fn somebody(standing: Standing, name: &str) -> NewPerson {
    let email = format!("{}@khu.example", entity::value::text::folded(name).replace(' ', "."));
    NewPerson { standing, name: name.to_owned(), email, locale: Locale::Vi }
}

async fn add(database: &Database, standing: Standing, name: &str) -> person::Model {
    let new = somebody(standing, name);
    database.write(async |write| record_person::add(write, &system(), &new).await).await.unwrap()
}

async fn invite(database: &Database, by: &By, new: NewPerson) -> Result<person::Model, Refusal> {
    database.write(async |write| record_person::invite(write, by, machine_now(), new).await).await
}

async fn newest_token(database: &Database, person_id: PersonId, purpose: Purpose) -> one_time_token::Model {
    let all = one_time_token::Entity::find().all(database.read()).await.unwrap();
    let of_person = all.into_iter().filter(|token| token.person_id == person_id && token.purpose == purpose);
    of_person.max_by_key(|token| token.id).unwrap()
}

async fn redeem(database: &Database, id: OneTimeTokenId, at: Instant) -> Result<person::Model, Refusal> {
    database.write(async |write| record_token::redeem(write, &system(), at, (id, "phc")).await).await
}

fn codes(refusal: Refusal) -> Vec<(String, &'static str)> {
    match refusal {
        Refusal::Invalid(mistakes) => mistakes.into_iter().map(|mistake| (mistake.field, mistake.code)).collect(),
        other => panic!("{other:?}"),
    }
}

database_tests! {
    async fn every_mistake_about_a_person_is_told_at_once(database: Database) {
        add(&database, Standing::Staff { is_accountant: false }, "Hoa").await;
        let new = NewPerson { name: " ".into(), email: "HOA@khu.example".into(), ..somebody(Standing::Admin, "x") };
        let wrong = codes(invite(&database, &system(), new).await.unwrap_err());
        assert_eq!(wrong, [("name".to_owned(), "EMPTY"), ("email".to_owned(), "EMAIL_TAKEN")]);
    }

    async fn staff_do_not_let_in_staff(database: Database) {
        let hoa = add(&database, Standing::Staff { is_accountant: true }, "Hoa").await;
        let refused = invite(&database, &as_person(&hoa), somebody(Standing::Admin, "Mai")).await.unwrap_err();
        assert!(matches!(refused, Refusal::Forbidden(_)), "{refused:?}");
    }

    async fn an_invitation_is_good_once_and_for_seven_days(database: Database) {
        let hoa = invite(&database, &system(), somebody(Standing::Admin, "Hoa")).await.unwrap();
        let token = newest_token(&database, hoa.id, Purpose::Invitation).await;
        let too_late = token.created_at + TimeDelta::days(7);
        assert_eq!(codes(redeem(&database, token.id, too_late).await.unwrap_err())[0].1, "TOKEN_NOT_VALID");
        let in_time = too_late - TimeDelta::seconds(1);
        redeem(&database, token.id, in_time).await.unwrap();
        assert_eq!(codes(redeem(&database, token.id, in_time).await.unwrap_err())[0].1, "TOKEN_NOT_VALID");
    }

    async fn a_new_invitation_voids_the_earlier_one(database: Database) {
        let hoa = invite(&database, &system(), somebody(Standing::Admin, "Hoa")).await.unwrap();
        let first = newest_token(&database, hoa.id, Purpose::Invitation).await;
        database
            .write(async |write| record_person::invite_again(write, &system(), machine_now(), hoa.id).await)
            .await
            .unwrap();
        let second = newest_token(&database, hoa.id, Purpose::Invitation).await;
        assert_ne!(first.id, second.id);
        assert!(redeem(&database, first.id, machine_now()).await.is_err());
        redeem(&database, second.id, machine_now()).await.unwrap();
    }

    async fn a_reset_is_only_mailed_to_those_who_may_sign_in(database: Database) {
        let hoa = add(&database, Standing::Admin, "Hoa").await;
        let mai = add(&database, Standing::Admin, "Mai").await;
        database.write(async |write| record_person::set_password(write, &system(), hoa.id, "phc").await).await.unwrap();
        database.write(async |write| record_person::disable(write, &system(), mai.id, "left").await).await.unwrap();
        for email in ["hoa@khu.example", "mai@khu.example", "nobody@khu.example"] {
            database
                .write(async |write| record_token::ask_reset(write, &system(), machine_now(), email).await)
                .await
                .unwrap();
        }
        let tokens = one_time_token::Entity::find().all(database.read()).await.unwrap();
        assert_eq!(tokens.len(), 1);
        assert_eq!((tokens[0].person_id, tokens[0].purpose), (hoa.id, Purpose::PasswordReset));
    }

    async fn what_ends_sessions_and_tokens_is_stamped_by_the_machine_clock(database: Database) {
        let hoa = add(&database, Standing::Staff { is_accountant: false }, "Hoa").await;
        add(&database, Standing::Admin, "Mai").await;
        let ahead = By { now: machine_now() + TimeDelta::days(30), ..system() };
        let entered = async |token: &str| {
            let whose = (hoa.id, token.to_owned());
            database.write(async |write| record_session::begin(write, &ahead, machine_now(), whose).await).await.unwrap();
            database
                .write(async |write| record_token::issue(write, &ahead, machine_now(), (&hoa, Purpose::PasswordReset)).await)
                .await
                .unwrap();
        };
        entered("first").await;
        database.write(async |write| record_session::end_everywhere(write, &ahead, hoa.id).await).await.unwrap();
        entered("second").await;
        database.write(async |write| record_person::set_password(write, &ahead, hoa.id, "phc").await).await.unwrap();
        entered("third").await;
        database.write(async |write| record_person::disable(write, &ahead, hoa.id, "left").await).await.unwrap();
        let sessions = session::Entity::find().all(database.read()).await.unwrap();
        let ended = sessions.iter().map(|session| session.revoked_at.unwrap());
        let tokens = one_time_token::Entity::find().all(database.read()).await.unwrap();
        let voided = tokens.iter().map(|token| token.voided_at.unwrap());
        let tomorrow = machine_now() + TimeDelta::days(1);
        assert!(ended.chain(voided).all(|at| at < tomorrow), "{sessions:?} {tokens:?}");
        assert_eq!((sessions.len(), tokens.len()), (3, 3));
    }

    async fn the_last_admin_stays_whoever_asks_at_once(database: Database) {
        let hoa = add(&database, Standing::Admin, "Hoa").await;
        let mai = add(&database, Standing::Admin, "Mai").await;
        let disable = async |whom: PersonId| {
            database.write(async |write| record_person::disable(write, &system(), whom, "left").await).await
        };
        let (first, second) = tokio::join!(disable(hoa.id), disable(mai.id));
        assert_eq!(usize::from(first.is_ok()) + usize::from(second.is_ok()), 1);
        let refused = first.and(second).unwrap_err();
        assert!(matches!(refused, Refusal::Conflict { code: "LAST_ADMIN", .. }), "{refused:?}");
    }

    async fn a_disabled_person_is_out_at_once_and_comes_back_without_the_old_session(database: Database) {
        let hoa = add(&database, Standing::Staff { is_accountant: false }, "Hoa").await;
        add(&database, Standing::Admin, "Mai").await;
        let begin = async |hash: &str| {
            let whose = (hoa.id, hash.to_owned());
            database
                .write(async |write| record_session::begin(write, &system(), machine_now(), whose).await)
                .await
                .unwrap();
        };
        begin("one").await;
        assert!(session::person_of(database.read(), "one", machine_now()).await.unwrap().is_some());
        assert!(session::person_of(database.read(), "two", machine_now()).await.unwrap().is_none());
        let expired = machine_now() + record_session::LASTS;
        assert!(session::person_of(database.read(), "one", expired).await.unwrap().is_none());
        database.write(async |write| record_person::disable(write, &system(), hoa.id, "left").await).await.unwrap();
        assert!(session::person_of(database.read(), "one", machine_now()).await.unwrap().is_none());
        let again = database.write(async |write| record_person::disable(write, &system(), hoa.id, "left").await).await;
        assert!(matches!(again.unwrap(), Done::AlreadyDone(_)));
        database.write(async |write| record_person::enable(write, &system(), hoa.id).await).await.unwrap();
        assert!(session::person_of(database.read(), "one", machine_now()).await.unwrap().is_none());
    }

    async fn a_stale_change_is_told_the_version_that_holds(database: Database) {
        let hoa = add(&database, Standing::Staff { is_accountant: false }, "Hoa").await;
        let change = |name: &str, version| Change {
            name: Some(name.to_owned()),
            expected_version: Some(version),
            ..Change::default()
        };
        let by = system();
        let first = database
            .write(async |write| record_person::change(write, &by, hoa.id, change("Hoa Lê", 1)).await)
            .await
            .unwrap();
        assert_eq!((first.version, first.name_folded.as_str()), (2, "hoa le"));
        let refused = database
            .write(async |write| record_person::change(write, &by, hoa.id, change("Hoa Trần", 1)).await)
            .await
            .unwrap_err();
        assert!(matches!(refused, Refusal::Conflict { current_version: Some(2), .. }), "{refused:?}");
    }

    async fn visitors_see_nobody_and_pages_go_both_ways(database: Database) {
        for name in ["Đỗ Ân", "Bình", "Cúc", "Dung"] {
            add(&database, Standing::Staff { is_accountant: false }, name).await;
        }
        let names = |rows: Vec<person::Model>| rows.into_iter().map(|row| row.name).collect::<Vec<_>>();
        let page = async |viewer, window| {
            person::page(database.read(), viewer, &Filter::default(), window).await.unwrap()
        };
        assert!(page(Viewer::Visitor, Window::first(10)).await.rows.is_empty());
        let first = page(Viewer::System, Window::first(2)).await;
        assert!(first.has_more);
        let end = first.rows.last().map(|row| (row.name_folded.clone(), row.id));
        assert_eq!(names(first.rows), ["Bình", "Cúc"]);
        let rest = page(Viewer::System, Window { after: end, ..Window::first(2) }).await;
        assert!(!rest.has_more);
        assert_eq!(names(rest.rows), ["Đỗ Ân", "Dung"]);
        let last = page(Viewer::System, Window { from_end: true, ..Window::first(3) }).await;
        assert!(last.has_more);
        assert_eq!(names(last.rows), ["Cúc", "Đỗ Ân", "Dung"]);
        let found = Filter { name_like: Some("do".to_owned()), ..Filter::default() };
        let found = person::page(database.read(), Viewer::System, &found, Window::first(9)).await.unwrap();
        assert_eq!(names(found.rows), ["Đỗ Ân"]);
    }

    async fn the_trail_names_nobody_in_the_clear(database: Database) {
        add(&database, Standing::Admin, "Hoa").await;
        let lines = entity::audit::entry::Entity::find().all(database.read()).await.unwrap();
        let text = format!("{:?}", lines.iter().map(|line| (&line.before, &line.after)).collect::<Vec<_>>());
        assert!(text.contains("sealed:") && !text.contains("Hoa") && !text.contains("hoa@"), "{text}");
    }

    async fn a_throttle_counts_and_forgets(database: Database) {
        let start = machine_now();
        let take = async |now| {
            let allowance = throttling::PER_ACCOUNT;
            let taken = database.write(async |write| throttle::take(write, "account:x", allowance, now).await);
            taken.await.unwrap()
        };
        let at_once = futures_util::future::join_all((0..12).map(|_| take(start))).await;
        assert_eq!(at_once.iter().filter(|wait| wait.is_some()).count(), 2, "{at_once:?}");
        database.write(async |write| throttle::give_back(write, "account:x").await).await.unwrap();
        assert_eq!(take(start).await, None, "what was given back can be taken again");
        assert!(take(start).await.is_some());
        let later = start + TimeDelta::minutes(15);
        assert_eq!(database.write(async |write| throttle::prune(write, later).await).await.unwrap(), 0);
        let pruned = later + TimeDelta::seconds(1);
        assert_eq!(database.write(async |write| throttle::prune(write, pruned).await).await.unwrap(), 1);
    }
}
