//! Parks, customers and the provider's profile.

use crate::given::{codes, on, sao_mai, system};
use chrono::TimeDelta;
use entity::access::{By, Viewer};
use entity::calendar;
use entity::database::Database;
use entity::installation::provider::{self, Profile};
use entity::installation::record::{New, create, update_provider};
use entity::job::run;
use entity::party::customer;
use entity::party::entering::CustomerInput;
use entity::party::record_customer::{add_customer, change_customer};
use entity::party::record_park::{ParkInput, add_park};
use entity::refusal::Done;
use entity::value::id::{ParkId, PersonId};
use sea_orm::EntityTrait;
use tests::database_tests;

/// What somebody would enter to leave a company as it is.
fn same(row: &customer::Model) -> CustomerInput {
    CustomerInput {
        name: row.name.clone(),
        tax_code: row.tax_code.as_str().to_owned(),
        kind: row.kind,
        address: row.address.clone(),
        park_id: row.park_id,
        plot: row.plot.clone(),
        billing_name: row.billing_name.clone(),
        billing_email: row.billing_email.as_ref().map(ToString::to_string),
        billing_cc: row.billing_cc.0.iter().map(ToString::to_string).collect(),
        locale: row.locale,
        zone: row.zone.to_string(),
    }
}

fn profile() -> Profile {
    Profile {
        name: "Công ty TNHH Khu".to_owned(),
        tax_code: "0101245486".to_owned(),
        address: "KCN Thăng Long, Hà Nội".to_owned(),
        email: "office@khu.example".to_owned(),
        phone: "024 1234 5678".to_owned(),
        bank_name: "Vietcombank".to_owned(),
        bank_bin: "970436".to_owned(),
        bank_account: "0011001234567".to_owned(),
        bank_holder: "CONG TY TNHH KHU".to_owned(),
        signatory_name: "Nguyễn Văn An".to_owned(),
        signatory_title: "Giám đốc".to_owned(),
    }
}

async fn change(
    database: &Database,
    row: &customer::Model,
    (expected, input): (Option<i64>, CustomerInput),
) -> Result<customer::Model, entity::refusal::Refusal> {
    let which = (row.id, expected);
    database.write(async |write| change_customer(write, &system(), which, input.clone()).await).await
}

async fn waiting_jobs(database: &Database) -> usize {
    run::Entity::find().all(database.read()).await.unwrap().len()
}

database_tests! {
    async fn a_company_stands_once_and_where_it_says(database: Database) {
        let row = sao_mai(&database).await;
        let twin = CustomerInput { park_id: Some(ParkId::new()), plot: Some("A\u{7}".to_owned()), ..same(&row) };
        let refused = database.write(async |write| add_customer(write, &system(), twin.clone()).await).await;
        let expected = ["parkId UNKNOWN", "taxCode TAX_CODE_TAKEN", "plot INVISIBLE_CHARACTER"];
        assert_eq!(codes(refused.unwrap_err()), expected);
        let park = ParkInput {
            code: "TL-1".to_owned(),
            name_vi: "KCN Thăng Long".to_owned(),
            name_en: "Thang Long Industrial Park".to_owned(),
            province: "Hà Nội".to_owned(),
        };
        let add = async || database.write(async |write| add_park(write, &system(), park.clone()).await).await;
        let park_id = Some(add().await.unwrap().id);
        assert_eq!(codes(add().await.unwrap_err()), ["code CODE_TAKEN"]);
        let moved = change(&database, &row, (Some(1), CustomerInput { park_id, ..same(&row) })).await.unwrap();
        assert_eq!((moved.park_id, moved.version), (park_id, 2));
        assert_eq!(codes(change(&database, &row, (Some(1), same(&row))).await.unwrap_err()), ["STALE_VERSION"]);
    }

    async fn reminders_are_reckoned_again_when_mail_goes_elsewhere(database: Database) {
        let row = sao_mai(&database).await;
        change(&database, &row, (None, CustomerInput { plot: Some("B2".to_owned()), ..same(&row) })).await.unwrap();
        assert_eq!(waiting_jobs(&database).await, 0);
        let tokyo = CustomerInput { zone: "Asia/Tokyo".to_owned(), ..same(&row) };
        change(&database, &row, (None, tokyo.clone())).await.unwrap();
        assert_eq!(waiting_jobs(&database).await, 1);
        change(&database, &row, (None, CustomerInput { billing_email: None, ..tokyo })).await.unwrap();
        // The one that waits will see both changes.
        assert_eq!(waiting_jobs(&database).await, 1);
    }

    async fn parties_are_kept_by_staff(database: Database) {
        let row = sao_mai(&database).await;
        let lan = Viewer::Customer { person_id: PersonId::new(), customer_id: row.id, is_signatory: true };
        let by = By { viewer: lan, ..system() };
        let which = (row.id, None);
        let refused = database.write(async |write| change_customer(write, &by, which, same(&row)).await).await;
        assert_eq!(codes(refused.unwrap_err()), ["FORBIDDEN"]);
    }

    async fn an_installation_is_made_once_and_only_a_sandbox_has_a_clock_of_its_own(database: Database) {
        let make = async |sandbox: bool, days: i64| {
            let new = New { sandbox, secret_check: "x".to_owned(), clock_offset: TimeDelta::days(days) };
            database.write(async |write| create(write, system().now, new.clone()).await).await
        };
        assert_eq!(codes(make(false, 1).await.unwrap_err()), ["clockOffset NOT_A_SANDBOX"]);
        assert!(matches!(make(true, 1).await.unwrap(), Done::Now(_)));
        assert!(matches!(make(false, 0).await.unwrap(), Done::AlreadyDone(row) if row.sandbox));
    }

    async fn the_provider_is_entered_and_changed_as_a_whole(database: Database) {
        let enter = async |profile: &Profile, expected: Option<i64>| {
            database.write(async |write| update_provider(write, &system(), profile, expected).await).await
        };
        assert_eq!(enter(&profile(), Some(0)).await.unwrap().version, 1);
        let moved = Profile { address: "KCN Quế Võ".to_owned(), ..profile() };
        assert_eq!(codes(enter(&moved, Some(0)).await.unwrap_err()), ["STALE_VERSION"]);
        enter(&moved, Some(1)).await.unwrap();
        let stands = provider::find(database.read()).await.unwrap().unwrap();
        assert_eq!((stands.address.as_str(), stands.version), ("KCN Quế Võ", 2));
    }

    async fn the_seeded_calendar_knows_days_off_and_the_worked_saturday(database: Database) {
        let calendar = calendar::read(database.read()).await.unwrap();
        let worked = ["2026-11-20", "2026-11-21", "2026-08-22", "2027-02-08"].map(|day| calendar.is_working(on(day)));
        assert_eq!(worked, [true, false, true, false]);
        assert!(!calendar.is_provisional(on("2026-11-20")) && calendar.is_provisional(on("2027-02-08")));
    }
}
