//! Contracts by the thousand, put into the tables at once: what a large provider has after years.

use chrono::{Days, NaiveDate};
use entity::billing::instalment;
use entity::calendar::zone::{PROVIDER_ZONE, Zone, day_of};
use entity::clock::{Instant, machine_now};
use entity::contract::contract;
use entity::contract::lifecycle::Lifecycle;
use entity::database::Database;
use entity::party::customer;
use entity::party::kind::CustomerKind;
use entity::reminder::{self, ReminderKind};
use entity::value::currency::Currency;
use entity::value::email::Email;
use entity::value::id::{ContractId, CustomerId, InstalmentId, ReminderId};
use entity::value::locale::Locale;
use entity::value::tax_code::TaxCode;
use sea_orm::{DbErr, EntityTrait, IntoActiveModel};

/// Contracts in one transaction; SQLite takes 32,766 values in a statement.
const AT_ONCE: usize = 1_000;
/// Contracts of one customer.
const EACH: usize = 10;
const PRICE: i64 = 108_000_000;

/// Puts in so many running contracts, each with one instalment that falls due in two months or later, and its reminder
/// armed.
pub(super) async fn gather(database: &Database, number: usize) {
    let now = machine_now();
    for start in (0..number).step_by(AT_ONCE) {
        let filled: Result<(), DbErr> = database
            .write(async |write| {
                let places = start..number.min(start + AT_ONCE);
                let customers: Vec<_> = places.clone().step_by(EACH).map(|place| customer(place, now)).collect();
                let contracts: Vec<_> =
                    places.map(|place| contract(place, &customers[(place - start) / EACH], now)).collect();
                let instalments: Vec<_> = contracts.iter().zip(start..).map(instalment).collect();
                let reminders: Vec<_> =
                    contracts.iter().zip(&instalments).map(|(of, instalment)| armed(of, instalment, now)).collect();
                insert(write, customers).await?;
                insert(write, contracts).await?;
                insert(write, instalments).await?;
                insert(write, reminders).await
            })
            .await;
        filled.expect("the contracts are put in");
    }
}

async fn insert<M, A>(write: &entity::database::Write, rows: Vec<M>) -> Result<(), DbErr>
where
    M: IntoActiveModel<A>,
    A: sea_orm::ActiveModelTrait,
{
    let rows = rows.into_iter().map(IntoActiveModel::into_active_model);
    <A::Entity as EntityTrait>::insert_many(rows).exec_without_returning(write.on()).await?;
    Ok(())
}

/// A company's tax code: nine digits, and the tenth that fits them; every eleventh number has none.
pub(super) fn tax_code(place: usize) -> TaxCode {
    let of = |number: usize| (0..10).find_map(|last| TaxCode::parse(&format!("{number:09}{last}")).ok());
    (0..2).find_map(|step| of(2 * place + step)).expect("one of two neighbours has a tax code")
}

fn customer(place: usize, now: Instant) -> customer::Model {
    customer::Model {
        id: CustomerId::new(),
        name: format!("Công ty TNHH số {place}"),
        name_folded: format!("cong ty tnhh so {place}"),
        tax_code: tax_code(place),
        kind: CustomerKind::Domestic,
        address: "KCN Đình Vũ, Hải Phòng".to_owned(),
        park_id: None,
        plot: None,
        billing_name: "Phòng kế toán".to_owned(),
        billing_email: Some(Email::parse(&format!("ketoan@congty{place}.example")).expect("it is an address")),
        billing_cc: customer::Copies::default(),
        locale: Locale::Vi,
        zone: Zone::PROVIDER,
        version: 1,
        created_at: now,
    }
}

fn contract(place: usize, customer: &customer::Model, now: Instant) -> contract::Model {
    let signed_on = day_of(now, PROVIDER_ZONE) - Days::new(30);
    contract::Model {
        id: ContractId::new(),
        reference: format!("HD-2026-{place:06}"),
        customer_id: customer.id,
        title: "Giấy phép môi trường".to_owned(),
        title_folded: "giay phep moi truong".to_owned(),
        state: Lifecycle::Deploying,
        version: 1,
        currency: Currency::Vnd,
        net_minor: 100_000_000,
        vat_minor: 8_000_000,
        total_minor: PRICE,
        warranty_terms: "Bảo hành 12 tháng.".to_owned(),
        signed_on: Some(signed_on),
        started_on: Some(signed_on),
        finished_on: None,
        accepted_on: None,
        liquidated_on: None,
        closed_on: None,
        cancelled_on: None,
        terminated_on: None,
        ending_reason: None,
        settlement_note: None,
        created_at: now,
    }
}

fn instalment((contract, place): (&contract::Model, usize)) -> instalment::Model {
    let days = 60 + u64::try_from(place % 300).expect("it is small");
    let due_on = contract.signed_on.expect("it was signed") + Days::new(30 + days);
    instalment::Model {
        id: InstalmentId::new(),
        contract_id: contract.id,
        number: 1,
        label: "Khi hoàn thành".to_owned(),
        amount_minor: PRICE,
        agreed_due_on: due_on,
        due_event: None,
        due_days: 0,
        in_working_days: false,
        event_on: None,
        due_on,
    }
}

fn armed(of: &contract::Model, instalment: &instalment::Model, now: Instant) -> reminder::Model {
    reminder::Model {
        id: ReminderId::new(),
        kind: ReminderKind::Payment,
        subject_id: instalment.id.0,
        contract_id: Some(of.id),
        customer_id: of.customer_id,
        anchor_on: instalment.due_on,
        arming: 1,
        armed_at: now,
        next_at: Some(a_week_before(instalment.due_on)),
        paused_until: None,
        pause_reason: None,
        pause_is_promise: false,
        paused_by: None,
        version: 1,
    }
}

fn a_week_before(due_on: NaiveDate) -> Instant {
    crate::story::at(&(due_on - Days::new(7)).to_string(), 8)
}
