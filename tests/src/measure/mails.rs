//! Mails per second: the built `worker`, one of it, with its usual settings, from its start until the last mail is
//! handed over to a mail server in this process and that is written down.
//!
//! Half of the mails are payment reminders with their VietQR pictures, half tell that a payment came in; each goes to
//! another customer, half of them in Vietnamese. All are planned beforehand by the records that plan them in earnest.

use std::time::{Duration, Instant};

use chrono::{NaiveDate, TimeDelta};
use entity::access::By;
use entity::billing::receiving::Received;
use entity::billing::record_payment::payment_received;
use entity::catalogue::vat::VatCategory;
use entity::clock::record::{arrive, move_towards, step_to};
use entity::database::Database;
use entity::life::register_contract;
use entity::life::registering::{Line, Part, Registration};
use entity::mail::state::State;
use entity::mail::{self, Column};
use entity::party::entering::CustomerInput;
use entity::party::kind::CustomerKind;
use entity::party::record_customer::add_customer;
use entity::refusal::Refusal;
use entity::reminder;
use entity::reminder::advance::advance;
use entity::value::currency::Currency;
use entity::value::entered::Entered;
use entity::value::id::ContractId;
use entity::value::locale::Locale;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::crowd::tax_code;
use super::ground::Ground;
use super::program::{Program, find};
use crate::engine::Engine;
use crate::smtp_server::SmtpServer;
use crate::story::at;

/// The first reminder of a sum due a week later goes out at eight on this working day.
const DAY: &str = "2026-03-02";
const DUE_ON: &str = "2026-03-09";
/// How much is entered at the same time.
const AT_ONCE: usize = 8;
/// Mails of a day wait that long for the others of their group.
const GATHERED: Duration = Duration::from_secs(21);
/// A worker that takes longer has failed.
const PATIENCE: Duration = Duration::from_mins(10);

pub(super) async fn measure(number: usize) -> Result<(), String> {
    find("worker")?;
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if let Some(ground) = Ground::starting(engine, at(DAY, 7)).await {
            plan(&ground.database, number).await.map_err(|refusal| format!("{refusal:?}"))?;
            let took = deliver(&ground, number).await?;
            let per_second = u128::try_from(number).unwrap_or_default() * 1_000 / took.as_millis().max(1);
            super::print("mails per second", engine, &format!("{per_second} ({number} in {took:.2?})"));
        }
    }
    Ok(())
}

async fn deliver(ground: &Ground, number: usize) -> Result<Duration, String> {
    let server = SmtpServer::start().await.map_err(|error| error.to_string())?;
    let mail = server.url();
    let settings = ground.settings(&[("KHU_MAIL", &mail)]);
    let began = Instant::now();
    let worker = Program::start("worker", &[], &settings)?;
    if !server.has_accepted(number, PATIENCE).await {
        return Err(format!("only {} of {number} mails arrived", server.count()));
    }
    while count(&ground.database, State::HandedOver).await < number {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let took = began.elapsed();
    worker.stop()?;
    let taken = server.count_by_message_id();
    if taken.len() == number && server.count() == number {
        Ok(took)
    } else {
        Err(format!("{} mails were handed over {} times", taken.len(), server.count()))
    }
}

async fn count(database: &Database, state: State) -> usize {
    let found = mail::Entity::find().filter(Column::State.eq(state)).count(database.read()).await;
    usize::try_from(found.expect("mails are counted")).unwrap_or(usize::MAX)
}

/// Has every customer owe something; the sums of one half are reminded of, those of the other half come in.
async fn plan(database: &Database, number: usize) -> Result<(), Refusal> {
    let by = By::system(at(DAY, 7));
    let contracts = stream::iter(0..number).map(|place| sign(database, &by, place)).buffered(AT_ONCE);
    let contracts: Vec<ContractId> = contracts.try_collect().await?;
    let paid = stream::iter(contracts.iter().skip(number / 2)).map(|contract| pay(database, &by, *contract));
    paid.buffered(AT_ONCE).try_collect::<Vec<_>>().await?;
    let eight = at(DAY, 8) + TimeDelta::minutes(1);
    database
        .write(async |write| {
            move_towards(write, &by, eight).await?;
            step_to(write, eight).await?;
            arrive(write, eight).await?;
            Ok::<_, Refusal>(())
        })
        .await?;
    let most = u64::try_from(number).unwrap_or(u64::MAX);
    let due = reminder::due(database.read(), eight, (None, most)).await?;
    let told =
        stream::iter(due).map(async |due| database.write(async |write| advance(write, due.id, eight).await).await);
    told.buffered(AT_ONCE).try_collect::<Vec<_>>().await?;
    let planned = count(database, State::Planned).await;
    assert_eq!(planned, number, "one mail for each customer is planned");
    tokio::time::sleep(GATHERED).await;
    Ok(())
}

async fn sign(database: &Database, by: &By, place: usize) -> Result<ContractId, Refusal> {
    let company = CustomerInput {
        name: format!("Công ty TNHH số {place}"),
        tax_code: tax_code(place).as_str().to_owned(),
        kind: CustomerKind::Domestic,
        address: "KCN Đình Vũ, Hải Phòng".to_owned(),
        park_id: None,
        plot: None,
        billing_name: "Phòng kế toán".to_owned(),
        billing_email: Some(format!("ketoan@congty{place}.example")),
        billing_cc: Vec::new(),
        locale: if place.is_multiple_of(2) { Locale::Vi } else { Locale::En },
        zone: "Asia/Ho_Chi_Minh".to_owned(),
    };
    let customer = database.write(async |write| add_customer(write, by, company).await).await?;
    let line = Line {
        package_id: None,
        name_vi: Some("Báo cáo đánh giá tác động môi trường".to_owned()),
        name_en: Some("Environmental impact assessment".to_owned()),
        net: Some("100000000".to_owned()),
        vat_category: Some(VatCategory::Standard),
        warranty_months: Some(12),
    };
    let registration = Registration {
        customer_id: customer.id,
        title: "Giấy phép môi trường nhà máy 2".to_owned(),
        currency: Currency::Vnd,
        deliverables: vec![line],
        total: "110000000".to_owned(),
        instalments: vec![Part {
            label: "Đợt 1".to_owned(),
            amount: "110000000".to_owned(),
            due_on: day(DUE_ON),
            trigger: None,
        }],
        warranty_terms: "Bảo hành 12 tháng.".to_owned(),
        response_hours: None,
        follow_on_days: None,
        signed_on: day("2026-01-05"),
        started_on: None,
        finished_on: None,
        accepted_on: None,
        liquidated_on: None,
        closed_on: None,
        payments: Vec::new(),
        silence_days: None,
        staff: Vec::new(),
    };
    Ok(database.write(async |write| register_contract(write, by, &registration).await).await?.id)
}

async fn pay(database: &Database, by: &By, contract_id: ContractId) -> Result<(), Refusal> {
    let received = Received {
        contract_id,
        expected_version: None,
        reference: format!("FT{contract_id}"),
        amount: Entered { amount: "110000000".to_owned(), currency: Currency::Vnd },
        received_on: day(DAY),
        note: None,
        allocations: None,
    };
    database.write(async |write| payment_received(write, by, &received).await).await?;
    Ok(())
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("it is a day")
}
