//! Notices that go out at once, tasks and their alarms, and the sandbox's clock.

use super::days::{self, at, by, deliver, mails, notices, set_clock};
use entity::access::record_person::{self, NewPerson, Standing};
use entity::access::{By, Viewer};
use entity::clock::{machine_now, record as clock};
use entity::database::Database;
use entity::installation;
use entity::mail::record_claim::Claim;
use entity::notice::facts::Facts;
use entity::notice::record::{Plan, plan};
use entity::notice::{self, Content, Kind, Recipient};
use entity::refusal::{Done, Refusal, Words};
use entity::task::{self, record::Task};
use entity::value::id::{ClaimToken, PersonId};
use entity::value::locale::Locale;
use sea_orm::EntityTrait;
use tests::database_tests;

async fn raise(database: &Database, contract_id: Option<entity::value::id::ContractId>) {
    let now = days::now(database).await;
    let task = Task {
        kind: task::Kind::JobFailed,
        key: "x".into(),
        contract_id,
        subject_id: None,
        detail: Words::new("Hỏng", "Broken"),
    };
    database.write(async |write| task::record::raise(write, now, task).await).await.unwrap();
}

async fn told(database: &Database) -> Vec<PersonId> {
    mails(database)
        .await
        .into_iter()
        .filter(|mail| mail.kind == Kind::StaffAlarm)
        .filter_map(|mail| mail.person_id)
        .collect()
}

database_tests! {
    async fn a_task_alarms_the_assigned_once_and_without_any_the_admins(database: Database) {
        let admin = days::installation_on(&database, "2026-03-02").await;
        let customer = days::customer(&database, "0101243150", None).await;
        let contract = days::contract(&database, &customer, "HD-1").await;
        raise(&database, Some(contract.id)).await;
        raise(&database, Some(contract.id)).await;
        assert_eq!(told(&database).await, [admin.id]);
        let hoa = days::staff(&database, "hoa", false).await;
        days::assign(&database, &contract, &hoa).await;
        let task = task::Entity::find().one(database.read()).await.unwrap().unwrap();
        let by_hoa = by(&database, hoa.viewer()).await;
        let resolve = async |words: &str| database.write(async |write| task::record::resolve(write, &by_hoa, task.id, words).await).await;
        assert!(matches!(resolve(" ").await, Err(Refusal::Invalid(_))));
        assert!(matches!(resolve("Đã gọi").await, Ok(Done::Now(_))));
        assert!(matches!(resolve("Đã gọi").await, Ok(Done::AlreadyDone(_))));
        raise(&database, Some(contract.id)).await;
        assert_eq!(told(&database).await, [admin.id, hoa.id]);
        assert_eq!(deliver(&database).await.len(), 1, "of a task that was resolved nobody is alarmed");
    }

    async fn an_invitation_goes_out_at_once_and_not_after_a_newer_one(database: Database) {
        days::installation_on(&database, "2026-03-02").await;
        let by_system = By::system(days::now(&database).await);
        let new = NewPerson { standing: Standing::Admin, name: "Hoa".into(), email: "hoa@khu.example".into(), locale: Locale::En };
        let invited = database.write(async |write| record_person::invite(write, &by_system, machine_now(), new).await).await.unwrap();
        let mail = mails(&database).await.pop().unwrap();
        assert_eq!((mail.kind, mail.person_id, mail.locale), (Kind::Invitation, Some(invited.id), Locale::En));
        let told = deliver(&database).await;
        assert!(matches!(told[0].facts[..], [Facts::Invitation(_)]));
        assert!(told[0].mail.message_id.ends_with("@khuxanh.example"));
    }

    async fn the_same_notice_planned_twice_is_one(database: Database) {
        let admin = days::installation_on(&database, "2026-03-02").await;
        raise(&database, None).await;
        let task = task::Entity::find().one(database.read()).await.unwrap().unwrap();
        let again = Plan {
            content: Content::StaffAlarm { task_id: task.id },
            contract_id: None,
            customer_id: None,
            to: Recipient::Person(admin.id),
        };
        let now = days::now(&database).await;
        database.write(async |write| plan(write, now, again).await).await.unwrap();
        assert_eq!((notices(&database).await.len(), mails(&database).await.len()), (1, 1));
    }

    async fn what_concerns_the_provider_is_not_for_customers(database: Database) {
        days::installation_on(&database, "2026-03-02").await;
        let customer = days::customer(&database, "0101243150", Some("lan@thep.example")).await;
        let contract = days::contract(&database, &customer, "HD-1").await;
        raise(&database, Some(contract.id)).await;
        let id = notices(&database).await[0].id;
        let accountant = days::staff(&database, "thu", true).await;
        let lan = Viewer::Customer { person_id: accountant.id, customer_id: customer.id, is_signatory: true };
        for (viewer, sees) in [(lan, false), (Viewer::Visitor, false), (accountant.viewer(), true), (Viewer::System, true)] {
            assert_eq!(notice::find(database.read(), viewer, id).await.unwrap().is_some(), sees, "{viewer:?}");
        }
    }

    async fn a_mail_is_not_claimed_before_its_day(database: Database) {
        days::installation_on(&database, "2026-03-02").await;
        raise(&database, None).await;
        let id = mails(&database).await[0].id;
        set_clock(&database, at("2026-03-01", 6)).await;
        assert!(matches!(days::claims(&database, id, ClaimToken::new()).await, Claim::NotNow));
    }

    async fn a_sandboxs_clock_goes_forward_to_its_target_and_no_farther(database: Database) {
        days::installation_on(&database, "2026-03-02").await;
        let by_system = by(&database, Viewer::System).await;
        let move_to = async |target| database.write(async |write| clock::move_towards(write, &by_system, target).await).await;
        for (target, code) in [(at("2026-03-01", 9), "IN_THE_PAST"), (at("2040-01-01", 9), "TOO_FAR")] {
            let Err(Refusal::Invalid(mistakes)) = move_to(target).await else { panic!("{target}") };
            assert_eq!(mistakes[0].code, code);
        }
        let target = at("2026-03-09", 9);
        assert_eq!(move_to(target).await.unwrap().target, Some(target));
        database.write(async |write| clock::step_to(write, at("2026-03-05", 8)).await).await.unwrap();
        let now = days::now(&database).await;
        assert!(now >= at("2026-03-05", 8) && now < at("2026-03-05", 9));
        assert!(!database.write(async |write| clock::arrive(write, target).await).await.unwrap());
        database.write(async |write| clock::step_to(write, at("2026-03-03", 8)).await).await.unwrap();
        assert!(days::now(&database).await >= now, "never back");
        database.write(async |write| clock::step_to(write, at("2027-01-01", 8)).await).await.unwrap();
        assert!(database.write(async |write| clock::arrive(write, target).await).await.unwrap());
        let clock = installation::read(database.read()).await.unwrap().clock;
        assert!(clock.is_settled() && clock.now < at("2026-03-09", 10));
    }
}
