//! What money and life tests start from: a customer and a contract of 164 million dong, on Friday 2026-11-20.

use chrono::{DateTime, NaiveDate};
use entity::acceptance::answering::Answer;
use entity::access::record_person::{self, NewPerson, Standing};
use entity::access::{Actor, By, Viewer, person};
use entity::billing::owed::{Owed, owed};
use entity::billing::payment;
use entity::billing::receiving::Received;
use entity::billing::record_payment::payment_received;
use entity::billing::settling::Settling;
use entity::catalogue::vat::VatCategory;
use entity::contract::contract;
use entity::database::Database;
use entity::document;
use entity::document::Kind;
use entity::document::record_rendering::document_frozen;
use entity::document::state::State as Paper;
use entity::file::stored_file;
use entity::life::registering::{Line, Part, Registration};
use entity::life::{Acceptance, Step, register_contract};
use entity::party::customer;
use entity::party::entering::CustomerInput;
use entity::party::kind::CustomerKind;
use entity::party::record_customer::add_customer;
use entity::refusal::{Done, Refusal};
use entity::value::currency::Currency;
use entity::value::entered::Entered;
use entity::value::id::{ContractId, CustomerId, DocumentId, FileId};
use entity::value::locale::Locale;

pub fn on(day: &str) -> NaiveDate {
    day.parse().unwrap()
}

/// The installation itself, at nine in the morning of that day in Hà Nội.
pub fn system_on(day: &str) -> By {
    By::system(DateTime::parse_from_rfc3339(&format!("{day}T09:00:00+07:00")).unwrap().to_utc())
}

pub fn system() -> By {
    system_on("2026-11-20")
}

pub fn as_person(person: &person::Model) -> By {
    By { viewer: person.viewer(), actor: Actor::person(person.id, None), now: system().now }
}

pub async fn somebody(database: &Database, name: &str, standing: Standing) -> person::Model {
    let email = format!("{name}@khu.example").to_lowercase();
    let new = NewPerson { standing, name: name.to_owned(), email, locale: Locale::Vi };
    database.write(async |write| record_person::add(write, &system(), &new).await).await.unwrap()
}

pub async fn customer(database: &Database, name: &str, tax_code: &str) -> customer::Model {
    let input = CustomerInput {
        name: name.to_owned(),
        tax_code: tax_code.to_owned(),
        kind: CustomerKind::Domestic,
        address: "KCN Thăng Long, Hà Nội".to_owned(),
        park_id: None,
        plot: None,
        billing_name: "Phòng kế toán".to_owned(),
        billing_email: Some(format!("{tax_code}@example.vn")),
        billing_cc: Vec::new(),
        locale: Locale::Vi,
        zone: "Asia/Ho_Chi_Minh".to_owned(),
    };
    database.write(async |write| add_customer(write, &system(), input.clone()).await).await.unwrap()
}

pub async fn sao_mai(database: &Database) -> customer::Model {
    customer(database, "Công ty TNHH Sao Mai", "0101245486").await
}

/// Two lines of 110 and 54 million with VAT, due in two parts: 64 million on 2 November, 100 million on the 30th.
pub fn registration(customer_id: CustomerId) -> Registration {
    let line = |name: &str, net: &str, vat_category, warranty_months| Line {
        package_id: None,
        name_vi: Some(name.to_owned()),
        name_en: Some(name.to_owned()),
        net: Some(net.to_owned()),
        vat_category: Some(vat_category),
        warranty_months: Some(warranty_months),
    };
    let part = |amount: &str, due_on| Part {
        label: "Đợt".to_owned(),
        amount: amount.to_owned(),
        due_on: on(due_on),
        trigger: None,
    };
    Registration {
        customer_id,
        title: "Giấy phép môi trường nhà máy 2".to_owned(),
        currency: Currency::Vnd,
        deliverables: vec![
            line("Báo cáo", "100000000", VatCategory::Standard, 12),
            line("Tư vấn", "50000000", VatCategory::Reduced, 0),
        ],
        total: "164000000".to_owned(),
        instalments: vec![part("64000000", "2026-11-02"), part("100000000", "2026-11-30")],
        warranty_terms: "Bảo hành 12 tháng.".to_owned(),
        response_hours: None,
        follow_on_days: None,
        signed_on: on("2026-10-01"),
        started_on: None,
        finished_on: None,
        accepted_on: None,
        liquidated_on: None,
        closed_on: None,
        payments: Vec::new(),
        silence_days: None,
        staff: Vec::new(),
    }
}

pub async fn registered(database: &Database, registration: &Registration) -> contract::Model {
    database.write(async |write| register_contract(write, &system(), registration).await).await.unwrap()
}

pub async fn contract(database: &Database) -> contract::Model {
    let customer = sao_mai(database).await;
    registered(database, &registration(customer.id)).await
}

pub fn payment(contract_id: ContractId, reference: &str, amount: &str) -> Received {
    Received {
        contract_id,
        expected_version: None,
        reference: reference.to_owned(),
        amount: Entered { amount: amount.to_owned(), currency: Currency::Vnd },
        received_on: on("2026-11-19"),
        note: None,
        allocations: None,
    }
}

pub async fn pay(database: &Database, received: &Received) -> Result<Done<payment::Model>, Refusal> {
    database.write(async |write| payment_received(write, &system(), received).await).await
}

/// Freezes every paper of a contract that is asked for, as the worker does.
pub async fn papers_are_made(database: &Database, contract_id: ContractId) {
    let papers = document::of_contracts(database.read(), Viewer::System, vec![contract_id]).await.unwrap();
    for paper in papers.into_iter().filter(|paper| paper.state == Paper::Requested) {
        let (created_at, id) = (paper.requested_at, FileId::new());
        let (sha256, wrapped_key) = (id.0.simple().to_string().repeat(2), String::new());
        let media_type = "application/pdf".to_owned();
        let file = stored_file::Model { id, size: 1, media_type, sha256, wrapped_key, created_at };
        database.write(async |write| document_frozen(write, created_at, (paper.id, file.clone())).await).await.unwrap();
    }
}

/// What staff enter of a paper that is about the newest completion report of a contract.
pub async fn on_paper(database: &Database, contract_id: ContractId) -> Answer {
    let subject = (Kind::CompletionReport, contract_id.0);
    let report = document::of_subject(database.read(), Viewer::System, subject).await.unwrap();
    let report_id = report.map_or_else(DocumentId::new, |report| report.id);
    Answer { report_id, sha256: None, on_paper: Some("Bà Lan ký biên bản ngày nghiệm thu".to_owned()) }
}

/// An acceptance in full, as staff enter it from paper.
pub async fn acceptance(database: &Database, step: &Step) -> Acceptance {
    Acceptance { step: *step, answer: on_paper(database, step.contract_id).await, remaining: Vec::new() }
}

/// What is still owed of each instalment, in dong.
pub async fn outstanding(database: &Database, contract_id: ContractId) -> Vec<i64> {
    let owed = owed(database.read(), Viewer::System, vec![contract_id]).await.unwrap();
    owed.iter().map(|owed: &Owed| owed.outstanding.minor()).collect()
}

/// The code of a refusal, and with it each field or clause it names.
pub fn codes(refusal: Refusal) -> Vec<String> {
    match refusal {
        Refusal::NotFound(what) => vec![format!("NOT_FOUND {what}")],
        Refusal::Forbidden(_) => vec!["FORBIDDEN".to_owned()],
        Refusal::Conflict { code, .. } => vec![code.to_owned()],
        Refusal::Invalid(mistakes) => mistakes.iter().map(|it| format!("{} {}", it.field, it.code)).collect(),
        Refusal::Unmet(unmet) => unmet.iter().map(|it| format!("{} {}", it.clause, it.code)).collect(),
        Refusal::Unexpected(error) => panic!("{error}"),
    }
}

/// Everything that is outstanding is written off.
pub async fn written_off(database: &Database, contract_id: ContractId) -> Vec<Settling> {
    let owed = owed(database.read(), Viewer::System, vec![contract_id]).await.unwrap();
    let open = owed.into_iter().filter(|owed| owed.outstanding.is_positive());
    let settling = |instalment_id| Settling {
        instalment_id,
        still_owed: None,
        owed_by: None,
        reason: Some("Phần việc không làm".to_owned()),
    };
    open.map(|owed| settling(owed.instalment.id)).collect()
}
