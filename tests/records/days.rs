//! What these tests begin with: an installation on a given day, companies, contracts with instalments and covers, and a
//! hand that lets days pass and answers for the mail server.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use entity::access::record_person::{self, NewPerson, Standing};
use entity::access::{Actor, By, MasterKey, Viewer, person};
use entity::billing::{allocation, instalment, payment, payment_reversal};
use entity::calendar::zone::{PROVIDER_ZONE, Zone, day_of};
use entity::clock::{Instant, machine_now};
use entity::contract::lifecycle::Lifecycle;
use entity::contract::{assignment, contract, deliverable};
use entity::database::Database;
use entity::installation::provider::Profile;
use entity::installation::{self, installation as row};
use entity::mail::record_claim::{Claim, Claimed, Lease, claim};
use entity::mail::record_settle::{Ending, Settled, settle};
use entity::notice::facts::Facts;
use entity::party::customer;
use entity::party::kind::CustomerKind;
use entity::reminder::advance::{Advanced, advance};
use entity::reminder::record::{Subject, arm};
use entity::reminder::{self, ReminderKind};
use entity::value::currency::Currency;
use entity::value::email::Email;
use entity::value::id::{
    ClaimToken, ContractId, CustomerId, DeliverableId, InstalmentId, MailId, PaymentId, WarrantyCoverId,
};
use entity::value::locale::Locale;
use entity::value::tax_code::TaxCode;
use entity::warranty::warranty_cover;
use entity::{catalogue::vat::VatCategory, mail, notice};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, QueryOrder};

/// The master key of these installations, as `KHU_SECRET` holds it: 32 times the byte 1.
pub const SECRET: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

pub fn on(day: &str) -> NaiveDate {
    day.parse().unwrap()
}

/// An hour of a day in Hồ Chí Minh City.
pub fn at(day: &str, hour: u32) -> Instant {
    on(day).and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap()).and_local_timezone(PROVIDER_ZONE).unwrap().to_utc()
}

/// An installation that believes it is that day, at six in the morning, with an admin.
pub async fn installation_on(database: &Database, day: &str) -> person::Model {
    let new = installation::record::New {
        sandbox: true,
        secret_check: MasterKey::new([1; 32]).check_value(),
        clock_offset: TimeDelta::zero(),
    };
    let profile = Profile {
        name: "Công ty TNHH Tư vấn Khu Xanh".into(),
        tax_code: "0101243150".into(),
        address: "Số 8, đường Nguyễn Huệ".into(),
        email: "lienhe@khuxanh.example".into(),
        phone: "+84 28 3822 0000".into(),
        bank_name: "Vietcombank".into(),
        bank_bin: "970436".into(),
        bank_account: "0071000123456".into(),
        bank_holder: "CONG TY TNHH TU VAN KHU XANH".into(),
        signatory_name: "Nguyễn Thị Minh Khai".into(),
        signatory_title: "Giám đốc".into(),
    };
    let by = By::system(machine_now());
    let admin = NewPerson {
        standing: Standing::Admin,
        name: "Mai".into(),
        email: "mai@khuxanh.example".into(),
        locale: Locale::Vi,
    };
    database.write(async |write| installation::record::create(write, machine_now(), new).await).await.unwrap();
    database
        .write(async |write| installation::record::update_provider(write, &by, &profile, None).await)
        .await
        .unwrap();
    let admin = database.write(async |write| record_person::add(write, &by, &admin).await).await.unwrap();
    set_clock(database, at(day, 6)).await;
    admin
}

/// Sets the business clock, in whichever direction.
pub async fn set_clock(database: &Database, moment: Instant) {
    let micros = (moment - machine_now()).num_microseconds().unwrap();
    let change = row::ActiveModel { id: Set(1), clock_offset_micros: Set(micros), ..Default::default() };
    database.write(async |write| change.update(write.on()).await).await.unwrap();
}

pub async fn now(database: &Database) -> Instant {
    installation::read(database.read()).await.unwrap().clock.now
}

/// Somebody who acts now.
pub async fn by(database: &Database, viewer: Viewer) -> By {
    let actor = viewer.person_id().map_or_else(Actor::system, |id| Actor::person(id, None));
    By { viewer, actor, now: now(database).await }
}

pub async fn staff(database: &Database, name: &str, is_accountant: bool) -> person::Model {
    let email = format!("{name}@khuxanh.example");
    let new = NewPerson { standing: Standing::Staff { is_accountant }, name: name.into(), email, locale: Locale::En };
    database.write(async |write| record_person::add(write, &By::system(machine_now()), &new).await).await.unwrap()
}

pub async fn customer(database: &Database, tax_code: &str, email: Option<&str>) -> customer::Model {
    let model = customer::Model {
        id: CustomerId::new(),
        name: format!("Công ty {tax_code}"),
        name_folded: format!("cong ty {tax_code}"),
        tax_code: TaxCode::parse(tax_code).unwrap(),
        kind: CustomerKind::Domestic,
        address: "KCN Đình Vũ".into(),
        park_id: None,
        plot: None,
        billing_name: "Phòng kế toán".into(),
        billing_email: email.map(|email| Email::parse(email).unwrap()),
        billing_cc: customer::Copies::default(),
        locale: Locale::Vi,
        zone: Zone::PROVIDER,
        version: 1,
        created_at: machine_now(),
    };
    insert(database, model.clone()).await;
    model
}

pub async fn contract(database: &Database, customer: &customer::Model, reference: &str) -> contract::Model {
    let model = contract::Model {
        id: ContractId::new(),
        reference: reference.into(),
        customer_id: customer.id,
        title: "Giấy phép môi trường".into(),
        title_folded: "giay phep moi truong".into(),
        state: Lifecycle::Deploying,
        version: 1,
        currency: Currency::Vnd,
        net_minor: 100_000_000,
        vat_minor: 8_000_000,
        total_minor: 108_000_000,
        warranty_terms: String::new(),
        signed_on: Some(on("2026-01-02")),
        started_on: Some(on("2026-01-02")),
        finished_on: None,
        accepted_on: None,
        liquidated_on: None,
        closed_on: None,
        cancelled_on: None,
        terminated_on: None,
        ending_reason: None,
        settlement_note: None,
        created_at: machine_now(),
    };
    insert(database, model.clone()).await;
    model
}

pub async fn assign(database: &Database, contract: &contract::Model, person: &person::Model) {
    let model = assignment::Model { contract_id: contract.id, person_id: person.id, assigned_at: machine_now() };
    insert(database, model).await;
}

/// An instalment of that many dong, with its reminder armed now.
pub async fn instalment(database: &Database, contract: &contract::Model, due_on: &str, minor: i64) -> InstalmentId {
    let existing = instalment::Entity::find().all(database.read()).await.unwrap();
    let number = 1 + existing.iter().filter(|row| row.contract_id == contract.id).count();
    let model = instalment::Model {
        id: InstalmentId::new(),
        contract_id: contract.id,
        number: i32::try_from(number).unwrap(),
        label: "Nghiệm thu".into(),
        amount_minor: minor,
        agreed_due_on: on(due_on),
        due_event: None,
        due_days: 0,
        in_working_days: false,
        event_on: None,
        due_on: on(due_on),
    };
    insert(database, model.clone()).await;
    let subject = Subject::of(contract, (ReminderKind::Payment, model.id.0), on(due_on));
    let now = now(database).await;
    database.write(async |write| arm(write, now, &subject).await).await.unwrap();
    model.id
}

/// A warranty with its reminder armed now.
pub async fn cover(database: &Database, contract: &contract::Model, last_covered_on: &str) -> WarrantyCoverId {
    let deliverable = deliverable::Model {
        id: DeliverableId::new(),
        contract_id: contract.id,
        position: 1,
        package_id: None,
        name_vi: "Giấy phép".into(),
        name_en: "Permit".into(),
        net_minor: 1,
        vat_category: VatCategory::Standard,
        vat_rate_basis_points: 1_000,
        vat_minor: 0,
        warranty_months: 12,
    };
    insert(database, deliverable.clone()).await;
    let model = warranty_cover::Model {
        id: WarrantyCoverId::new(),
        contract_id: contract.id,
        deliverable_id: deliverable.id,
        claim_id: None,
        from_on: on("2025-01-01"),
        months: Some(12),
        days: None,
        last_covered_on: on(last_covered_on),
    };
    insert(database, model.clone()).await;
    let subject = Subject::of(contract, (ReminderKind::Warranty, model.id.0), model.last_covered_on);
    let now = now(database).await;
    database.write(async |write| arm(write, now, &subject).await).await.unwrap();
    model.id
}

/// A payment on one instalment, nothing but the fact.
pub async fn pay(database: &Database, contract: &contract::Model, instalment_id: InstalmentId, minor: i64) {
    let id = PaymentId::new();
    let now = now(database).await;
    let model = payment::Model {
        id,
        contract_id: contract.id,
        reference: id.to_string(),
        amount_minor: minor,
        received_on: day_of(now, PROVIDER_ZONE),
        note: None,
        corrects_id: None,
        entered_at: now,
    };
    insert(database, model).await;
    insert(database, allocation::Model { payment_id: id, instalment_id, amount_minor: minor }).await;
}

/// Every payment is reversed today, nothing but the fact.
pub async fn take_back_payments(database: &Database) {
    let now = now(database).await;
    for payment in payment::Entity::find().all(database.read()).await.unwrap() {
        let reversed_on = day_of(now, PROVIDER_ZONE);
        let reason = "Nhầm".to_owned();
        insert(database, payment_reversal::Model { payment_id: payment.id, reversed_on, reason, entered_at: now })
            .await;
    }
}

async fn insert<M, A>(database: &Database, model: M)
where
    M: IntoActiveModel<A>,
    A: ActiveModelTrait + sea_orm::ActiveModelBehavior + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    let row = model.into_active_model();
    database
        .write(async |write| <A::Entity as EntityTrait>::insert(row).exec_without_returning(write.on()).await)
        .await
        .unwrap();
}

/// Advances every reminder that is due.
pub async fn sweep(database: &Database) -> Vec<Advanced> {
    let now = now(database).await;
    let due = reminder::due(database.read(), now, (None, 1_000)).await.unwrap();
    let mut all = Vec::new();
    for reminder in due {
        all.push(database.write(async |write| advance(write, reminder.id, now).await).await.unwrap());
    }
    all
}

/// Claims a mail for five minutes.
pub async fn claims(database: &Database, id: MailId, token: ClaimToken) -> Claim {
    let lease = Lease { token, lasts: TimeDelta::minutes(5) };
    database.write(async |write| claim(write, id, lease).await).await.unwrap()
}

pub async fn settles(database: &Database, id: MailId, token: ClaimToken, ending: Ending) -> Settled {
    database.write(async |write| settle(write, (id, token), None, ending).await).await.unwrap()
}

/// Hands every due mail over and answers what was said.
pub async fn deliver(database: &Database) -> Vec<Claimed> {
    let mut all = Vec::new();
    let installation = installation::read(database.read()).await.unwrap();
    let moments = (installation.clock.now, installation.machine());
    for mail in mail::due(database.read(), moments, (None, 1_000)).await.unwrap() {
        let token = ClaimToken::new();
        if let Claim::Taken(claimed) = claims(database, mail.id, token).await {
            settles(database, mail.id, token, Ending::HandedOver { answer: "250 ok".into() }).await;
            all.push(*claimed);
        }
    }
    all
}

/// One reminder mail as it went out: its day, and of each line the days from the anchor and what was owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub day: NaiveDate,
    pub customer_id: Option<CustomerId>,
    pub owed: Vec<i64>,
}

/// Lets days pass until noon of `day`, from one due moment to the next, with a mail server that takes everything.
/// Answers the reminder mails.
pub async fn live_until(database: &Database, day: &str) -> Vec<Told> {
    let target = at(day, 12);
    let mut told = Vec::new();
    loop {
        sweep(database).await;
        for claimed in deliver(database).await {
            if claimed.mail.kind.is_reminder() {
                told.push(Told {
                    day: claimed.today,
                    customer_id: claimed.mail.customer_id,
                    owed: claimed.facts.iter().map(owed_of).collect(),
                });
            }
        }
        let now = now(database).await;
        if now >= target {
            return told;
        }
        let reminder = reminder::next_moment(database.read(), now).await.unwrap();
        let mail = mail::next_not_before(database.read(), now).await.unwrap();
        set_clock(database, [reminder, mail].into_iter().flatten().fold(target, Instant::min)).await;
    }
}

fn owed_of(facts: &Facts) -> i64 {
    if let Facts::PaymentReminder(owed) = facts { owed.outstanding.minor() } else { 0 }
}

pub async fn mails(database: &Database) -> Vec<mail::Model> {
    mail::Entity::find().order_by_asc(mail::Column::Id).all(database.read()).await.unwrap()
}

pub async fn notices(database: &Database) -> Vec<notice::Model> {
    notice::Entity::find().order_by_asc(notice::Column::Id).all(database.read()).await.unwrap()
}

/// The reminder of an instalment.
pub async fn reminder_of(database: &Database, id: InstalmentId) -> reminder::Model {
    reminder::of_subject(database.read(), Viewer::System, (ReminderKind::Payment, id.0)).await.unwrap().unwrap()
}
