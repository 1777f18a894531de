use super::*;
use crate::calendar::working_day::tests::{on, vietnam};
use crate::calendar::zone::Zone;
use crate::catalogue::vat::Rate;
use crate::party::customer::{self, Copies};
use crate::party::kind::CustomerKind;
use crate::value::locale::Locale;
use crate::value::tax_code::TaxCode;
use chrono::DateTime;
use std::collections::{HashMap, HashSet};

fn facts(registration: &Registration) -> Facts {
    let rate = |category, basis_points| Rate { category, basis_points, valid_from: on("2009-01-01"), valid_to: None };
    Facts {
        today: on("2026-11-20"),
        customer: Some(customer::Model {
            id: registration.customer_id,
            name: "Công ty Sao Mai".to_owned(),
            name_folded: "cong ty sao mai".to_owned(),
            tax_code: TaxCode::parse("0101245486").unwrap(),
            kind: CustomerKind::Domestic,
            address: "Hà Nội".to_owned(),
            park_id: None,
            plot: None,
            billing_name: "Kế toán".to_owned(),
            billing_email: None,
            billing_cc: Copies::default(),
            locale: Locale::Vi,
            zone: Zone::PROVIDER,
            version: 1,
            created_at: DateTime::UNIX_EPOCH,
        }),
        packages: HashMap::new(),
        rates: vec![rate(VatCategory::Standard, 1_000), rate(VatCategory::Reduced, 800)],
        calendar: vietnam(),
        staff: registration.staff.iter().copied().collect(),
        used_references: HashSet::from(["FT-USED".to_owned()]),
    }
}

fn line(net: &str, vat_category: VatCategory) -> Line {
    Line {
        package_id: None,
        name_vi: Some("Giấy phép môi trường".to_owned()),
        name_en: Some("Environmental permit".to_owned()),
        net: Some(net.to_owned()),
        vat_category: Some(vat_category),
        warranty_months: Some(12),
    }
}

fn part(amount: &str, due_on: &str) -> Part {
    Part { label: "Đợt".to_owned(), amount: amount.to_owned(), due_on: on(due_on), trigger: None }
}

fn paid(reference: &str, amount: &str, received_on: &str) -> PastPayment {
    PastPayment { reference: reference.to_owned(), amount: amount.to_owned(), received_on: on(received_on), note: None }
}

/// 100 million at 10 % and 50 million at 8 %: 164 million.
fn registration() -> Registration {
    Registration {
        customer_id: CustomerId::new(),
        title: "Giấy phép môi trường nhà máy 2".to_owned(),
        currency: Currency::Vnd,
        deliverables: vec![line("100000000", VatCategory::Standard), line("50000000", VatCategory::Reduced)],
        total: "164000000".to_owned(),
        instalments: vec![part("64000000", "2026-11-02"), part("100000000", "2026-11-28")],
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
        staff: vec![PersonId::new()],
    }
}

fn noted(registration: &Registration) -> Vec<(String, &'static str)> {
    match registration.checked(&facts(registration)) {
        Ok(_) => Vec::new(),
        Err(Refusal::Invalid(mistakes)) => mistakes.into_iter().map(|it| (it.field, it.code)).collect(),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_right_registration_is_reckoned() {
    let registration = registration();
    let registered = registration.checked(&facts(&registration)).unwrap();
    assert_eq!(registered.state, Lifecycle::Signed);
    assert_eq!((registered.net, registered.vat), (Money::vnd(150_000_000), Money::vnd(14_000_000)));
    let days: Vec<_> = registered.schedule.iter().map(|due| due.due_on).collect();
    // The 28th is a Saturday: it falls due on Monday.
    assert_eq!(days, [on("2026-11-02"), on("2026-11-30")]);
}

#[test]
fn every_mistake_is_named_at_once() {
    let right = registration();
    let wrong = Registration {
        title: " ".to_owned(),
        currency: Currency::Usd,
        deliverables: vec![
            Line { package_id: Some(ServicePackageId::new()), ..Line::default() },
            Line { net: None, warranty_months: Some(121), ..line("1", VatCategory::Exempt) },
        ],
        total: "-5".to_owned(),
        instalments: vec![part("10", "2026-09-30"), part("0", "2060-01-01")],
        warranty_terms: "a\u{0}".to_owned(),
        accepted_on: Some(on("2026-11-21")),
        silence_days: Some(6),
        payments: vec![paid("A", "1", "2026-09-01"), paid("A", "1", "2026-12-01"), paid("FT-USED", "x", "2026-11-01")],
        staff: vec![right.staff[0], right.staff[0], PersonId::new()],
        ..right.clone()
    };
    let mut facts = facts(&right);
    facts.rates.clear();
    let Err(Refusal::Invalid(mistakes)) = wrong.checked(&facts) else { panic!("it was taken") };
    let found: Vec<_> = mistakes.iter().map(|mistake| (mistake.field.as_str(), mistake.code)).collect();
    let expected = [
        ("currency", "NOT_ALLOWED"),
        ("staff.1", "DUPLICATE"),
        ("staff.2", "UNKNOWN"),
        ("title", "EMPTY"),
        ("deliverables.0.packageId", "UNKNOWN"),
        ("deliverables.1.net", "REQUIRED"),
        ("deliverables.1.vatCategory", "NO_RATE"),
        ("deliverables.1.warrantyMonths", "OUT_OF_RANGE"),
        ("total", "NEGATIVE"),
        ("instalments.0.dueOn", "BEFORE_SIGNING"),
        ("instalments.1.dueOn", "OUT_OF_RANGE"),
        ("instalments.1.amount", "NOT_POSITIVE"),
        ("warrantyTerms", "INVISIBLE_CHARACTER"),
        ("silenceDays", "OUT_OF_RANGE"),
        ("startedOn", "MISSING"),
        ("finishedOn", "MISSING"),
        ("acceptedOn", "IN_FUTURE"),
        ("payments.0.receivedOn", "BEFORE_SIGNING"),
        ("payments.1.reference", "PAYMENT_REFERENCE_USED"),
        ("payments.1.receivedOn", "IN_FUTURE"),
        ("payments.2.reference", "PAYMENT_REFERENCE_USED"),
        ("payments.2.amount", "NOT_AN_AMOUNT"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn sums_are_exact() {
    let one = |field: &str, code| vec![(field.to_owned(), code)];
    let dearer = Registration { total: "164000001".to_owned(), ..registration() };
    let (total, instalments) = (("total".to_owned(), "DOES_NOT_SUM"), ("instalments".to_owned(), "DOES_NOT_SUM"));
    assert_eq!(noted(&dearer), [total, instalments]);
    let short = Registration { instalments: vec![part("163999999", "2026-11-02")], ..registration() };
    assert_eq!(noted(&short), one("instalments", "DOES_NOT_SUM"));
    let none = Registration { deliverables: Vec::new(), ..registration() };
    assert_eq!(noted(&none), one("deliverables", "WRONG_COUNT"));
}

#[test]
fn the_days_make_the_state() {
    let days = ["2026-10-05", "2026-10-20", "2026-11-01"].map(|day| Some(on(day)));
    let [started_on, finished_on, accepted_on] = days;
    let table = [
        (None, None, None, Lifecycle::Signed),
        (started_on, None, None, Lifecycle::Deploying),
        (started_on, finished_on, None, Lifecycle::Finished),
        (started_on, finished_on, accepted_on, Lifecycle::Accepted),
    ];
    for (started_on, finished_on, accepted_on, state) in table {
        let registration = Registration { started_on, finished_on, accepted_on, ..registration() };
        assert_eq!(registration.checked(&facts(&registration)).unwrap().state, state);
    }
    let backwards = Registration { started_on: finished_on, finished_on: started_on, ..registration() };
    assert_eq!(noted(&backwards), [("finishedOn".to_owned(), "OUT_OF_ORDER")]);
}

#[test]
fn what_is_closed_is_paid_and_its_warranty_is_over() {
    let day = |day| Some(on(day));
    let closed = Registration {
        signed_on: on("2025-07-01"),
        started_on: day("2025-07-02"),
        finished_on: day("2025-08-01"),
        accepted_on: day("2025-08-15"),
        closed_on: day("2026-08-14"),
        payments: vec![paid("A", "64000000", "2025-08-01")],
        ..registration()
    };
    let codes: Vec<_> = noted(&closed).into_iter().map(|(_, code)| code).collect();
    assert_eq!(codes, ["STILL_OWED", "STILL_COVERED"]);
    let settled = Registration {
        closed_on: day("2026-08-18"),
        payments: vec![paid("B", "100000000", "2025-09-01"), paid("A", "64000000", "2025-08-01")],
        ..closed
    };
    let registered = settled.checked(&facts(&settled)).unwrap();
    assert_eq!(registered.state, Lifecycle::Closed);
    let order: Vec<_> = registered.receipts.iter().map(|receipt| receipt.reference.as_str()).collect();
    assert_eq!(order, ["A", "B"]);
}
