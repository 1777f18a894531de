//! Instalments that hang on an event: they fall due when it happens, once, and not before.

use crate::agreement::{Drafted, Moved, parts, reminded_by, requested, signed, start};
use crate::given::{
    acceptance, as_person, codes, on, on_paper, outstanding, papers_are_made, pay, payment, registered, registration,
    sao_mai, somebody, system, system_on,
};
use entity::access::Viewer;
use entity::access::record_person::Standing;
use entity::billing::account::statement_of;
use entity::billing::owed::by_customers;
use entity::billing::receiving::Received;
use entity::billing::record_instalment::{Move, instalment_moved};
use entity::billing::record_request::payment_requested;
use entity::catalogue::trigger::{DueEvent, Trigger};
use entity::contract::filter::{Filter, Order, count};
use entity::contract::lifecycle::Lifecycle;
use entity::contract::record_assignment::assign;
use entity::database::Database;
use entity::life::registering::Registration;
use entity::life::{
    Rejection, Step, WorkEvent, accept_work, finish_work, next_warranty_end, record_work_event, register_contract,
    reject_work, warranties_ended, warranty_ended,
};
use entity::refusal::Done;
use entity::value::id::{ContractId, CustomerId};
use tests::database_tests;

/// The usual registration, of which the second part falls due five days after an event.
fn hanging(customer_id: CustomerId, event: DueEvent, expected_on: &str) -> Registration {
    let mut hanging = registration(customer_id);
    hanging.instalments[1].due_on = on(expected_on);
    hanging.instalments[1].trigger = Some(Trigger { event, days: 5, in_working_days: false });
    hanging
}

async fn enter(database: &Database, contract_id: ContractId, (event, day): (DueEvent, &str)) -> Moved {
    let happened = WorkEvent { contract_id, expected_version: None, event, on: Some(on(day)) };
    database.write(async |write| record_work_event(write, &system(), &happened).await).await
}

async fn paid(database: &Database, id: ContractId, (reference, amount): (&str, &str)) {
    let received = Received { received_on: on("2026-11-20"), ..payment(id, reference, amount) };
    pay(database, &received).await.unwrap();
}

database_tests! {
    async fn work_begins_when_the_part_due_on_signature_is_paid(database: Database) {
        let Drafted { id, .. } = signed(&database).await;
        assert_eq!(codes(start(&database, &system(), id, None).await.unwrap_err()), ["C5 DUE_ON_SIGNATURE"]);
        paid(&database, id, ("FT1", "43999999")).await;
        let one_dong_short = start(&database, &system(), id, None).await.unwrap_err();
        assert_eq!(codes(one_dong_short), ["C5 DUE_ON_SIGNATURE"]);
        paid(&database, id, ("FT2", "1")).await;
        let begun = start(&database, &system(), id, None).await.unwrap().into_inner();
        assert_eq!(begun.state, Lifecycle::Deploying);
        assert_eq!(outstanding(&database, id).await, [0, 44_000_000, 22_000_000]);
    }

    async fn an_admin_waives_what_is_due_on_signature_and_a_consultant_does_not(database: Database) {
        let Drafted { id, an, .. } = signed(&database).await;
        let mai = somebody(&database, "Mai", Standing::Staff { is_accountant: false }).await;
        database.write(async |write| assign(write, &system(), id, mai.id).await).await.unwrap();
        let mai = as_person(&mai);
        assert_eq!(codes(start(&database, &mai, id, Some("Khách quen")).await.unwrap_err()), ["FORBIDDEN"]);
        assert_eq!(codes(start(&database, &an, id, Some(" ")).await.unwrap_err()), ["waiver EMPTY"]);
        let begun = start(&database, &an, id, Some("Khách quen")).await.unwrap().into_inner();
        assert_eq!(begun.state, Lifecycle::Deploying);
        assert_eq!(outstanding(&database, id).await[0], 44_000_000, "what was waived is still owed");
    }

    async fn a_rejection_takes_back_what_completion_made_due(database: Database) {
        let Drafted { id, .. } = signed(&database).await;
        paid(&database, id, ("FT1", "44000000")).await;
        start(&database, &system(), id, None).await.unwrap();
        let here = Step { contract_id: id, expected_version: None, on: None };
        let finish = async |day: &str| {
            let by = system_on(day);
            database.write(async |write| finish_work(write, &by, &here).await).await.unwrap();
            papers_are_made(&database, id).await;
        };
        // Ten working days after a Tuesday are the Tuesday of the second week.
        finish("2026-12-01").await;
        let due = parts(&database, id).await;
        assert_eq!((due[1].event_on, due[1].due_on), (Some(on("2026-12-01")), on("2026-12-15")));
        assert_eq!(reminded_by(&database, &due[1]).await, Some(on("2026-12-15")));
        assert_eq!(requested(&database, id).await, [44_000_000, 44_000_000]);

        let answer = on_paper(&database, id).await;
        let rejection = Rejection { step: here, answer, reason: "Thiếu phụ lục 3".to_owned() };
        let by = system_on("2026-12-03");
        database.write(async |write| reject_work(write, &by, &rejection).await).await.unwrap();
        let taken_back = parts(&database, id).await;
        assert_eq!((taken_back[1].awaited(), taken_back[1].event_on), (Some(DueEvent::Completion), None));
        assert_eq!(reminded_by(&database, &taken_back[1]).await, None);

        finish("2026-12-08").await;
        let again = parts(&database, id).await;
        assert_eq!((again[1].event_on, again[1].due_on), (Some(on("2026-12-08")), on("2026-12-22")));
        assert_eq!(reminded_by(&database, &again[1]).await, Some(on("2026-12-22")));
        assert_eq!(again[2].awaited(), Some(DueEvent::Acceptance));

        let (by, whole) = (system_on("2026-12-10"), acceptance(&database, &here).await);
        let accepted = database.write(async |write| accept_work(write, &by, &whole).await).await.unwrap().into_inner();
        assert_eq!(accepted.state, Lifecycle::Accepted);
        let last = parts(&database, id).await;
        assert_eq!((last[2].event_on, last[2].due_on), (Some(on("2026-12-10")), on("2026-12-10")));
        assert_eq!(reminded_by(&database, &last[2]).await, Some(on("2026-12-10")));
        assert_eq!(requested(&database, id).await, [44_000_000, 44_000_000, 44_000_000, 22_000_000]);
    }

    async fn an_event_that_happens_twice_makes_due_once(database: Database) {
        let customer = sao_mai(&database).await;
        let contract = registered(&database, &hanging(customer.id, DueEvent::DocumentsComplete, "2026-11-30")).await;
        let id = contract.id;
        let refused: [(DueEvent, &str, &[&str]); 4] = [
            (DueEvent::Signature, "2026-11-18", &["event NOT_OF_THE_WORK"]),
            (DueEvent::DocumentsComplete, "2026-09-30", &["on OUT_OF_ORDER"]),
            (DueEvent::DocumentsComplete, "2026-11-21", &["on IN_FUTURE"]),
            (DueEvent::WarrantyEnd, "2026-11-21", &["event NOT_OF_THE_WORK", "on IN_FUTURE"]),
        ];
        for (event, day, expected) in refused {
            assert_eq!(codes(enter(&database, id, (event, day)).await.unwrap_err()), expected, "{event:?} on {day}");
        }
        let nobody_waits = enter(&database, id, (DueEvent::Filed, "2026-11-18")).await.unwrap();
        assert_eq!(nobody_waits, Done::AlreadyDone(contract));
        let first = enter(&database, id, (DueEvent::DocumentsComplete, "2026-11-18")).await.unwrap();
        assert!(matches!(first, Done::Now(_)));
        let again = enter(&database, id, (DueEvent::DocumentsComplete, "2026-11-19")).await.unwrap();
        assert_eq!(again, Done::AlreadyDone(first.into_inner()));
        let due = parts(&database, id).await;
        assert_eq!((due[1].event_on, due[1].due_on), (Some(on("2026-11-18")), on("2026-11-23")));
        assert_eq!(requested(&database, id).await, [100_000_000]);
        assert_eq!(reminded_by(&database, &due[1]).await, Some(on("2026-11-23")));
    }

    async fn nothing_is_registered_that_hangs_on_what_has_happened(database: Database) {
        let customer = sao_mai(&database).await;
        let finished = |event| Registration {
            started_on: Some(on("2026-10-05")),
            finished_on: Some(on("2026-11-10")),
            ..hanging(customer.id, event, "2026-11-30")
        };
        let past = [
            hanging(customer.id, DueEvent::Signature, "2026-11-30"),
            finished(DueEvent::Filed),
            finished(DueEvent::Completion),
        ];
        for wrong in past {
            let refused = database.write(async |write| register_contract(write, &system(), &wrong).await).await;
            let expected = ["instalments.1.due.event ALREADY_HAPPENED"];
            assert_eq!(codes(refused.unwrap_err()), expected, "{:?}", wrong.instalments[1]);
        }
        let to_come = registered(&database, &finished(DueEvent::Acceptance)).await;
        assert_eq!(parts(&database, to_come.id).await[1].awaited(), Some(DueEvent::Acceptance));
    }

    async fn the_end_of_the_warranty_comes_after_its_last_covered_day_and_once(database: Database) {
        let customer = sao_mai(&database).await;
        let accepted = Registration {
            started_on: Some(on("2026-10-05")),
            finished_on: Some(on("2026-10-30")),
            accepted_on: Some(on("2026-11-05")),
            ..hanging(customer.id, DueEvent::WarrantyEnd, "2027-11-05")
        };
        let id = registered(&database, &accepted).await.id;
        let ended = async |day: &str| {
            let by = system_on(day);
            database.write(async |write| warranty_ended(write, &by, id).await).await.unwrap()
        };
        let listed = async |day: &str| warranties_ended(database.read(), on(day), (None, 10)).await.unwrap();
        let next = async || next_warranty_end(database.read(), on("2026-11-20")).await.unwrap();
        // Twelve months after Thursday 5 November 2026; the last day is covered to its end.
        assert_eq!(next().await, Some(on("2027-11-05")));
        assert!(listed("2027-11-05").await.is_empty(), "it is covered today");
        assert_eq!(listed("2027-11-06").await, [id]);
        assert_eq!([ended("2027-11-05").await, ended("2027-11-06").await], [false, true]);
        let due = parts(&database, id).await;
        assert_eq!((due[1].event_on, due[1].due_on), (Some(on("2027-11-05")), on("2027-11-10")));
        assert_eq!(reminded_by(&database, &due[1]).await, Some(on("2027-11-10")));
        assert!(listed("2027-11-07").await.is_empty(), "it is recorded");
        assert!(!ended("2027-11-07").await, "nothing changes another time");
        assert_eq!((requested(&database, id).await, next().await), (vec![100_000_000], None));
        assert_eq!(parts(&database, id).await, due);
    }

    async fn what_is_moved_falls_due_on_its_day_instead(database: Database) {
        let customer = sao_mai(&database).await;
        let id = registered(&database, &hanging(customer.id, DueEvent::Filed, "2026-12-05")).await.id;
        let awaiting = parts(&database, id).await;
        assert_eq!(reminded_by(&database, &awaiting[1]).await, None);
        // It was expected on that Saturday: now it is agreed on.
        let wanted = Move {
            instalment_id: awaiting[1].id,
            expected_version: None,
            due_on: on("2026-12-05"),
            reason: "Phụ lục 2 của hợp đồng".to_owned(),
        };
        let moved = async || database.write(async |write| instalment_moved(write, &system(), &wanted).await).await;
        let Done::Now(after) = moved().await.unwrap() else { panic!("it hung on an event") };
        assert_eq!((after.trigger(), after.awaited(), after.due_on), (None, None, on("2026-12-07")));
        assert_eq!(reminded_by(&database, &after).await, Some(on("2026-12-07")));
        assert_eq!(moved().await.unwrap(), Done::AlreadyDone(after.clone()));
        let filed = enter(&database, id, (DueEvent::Filed, "2026-11-18")).await.unwrap();
        assert!(matches!(filed, Done::AlreadyDone(_)), "nothing awaits it any more");
        assert_eq!(parts(&database, id).await[1], after);
        assert!(requested(&database, id).await.is_empty(), "its day is still to come");
    }

    async fn what_awaits_its_event_is_neither_asked_for_nor_overdue_nor_charged(database: Database) {
        let customer = sao_mai(&database).await;
        let mut late = hanging(customer.id, DueEvent::Filed, "2026-10-15");
        late.instalments[0].due_on = on("2026-12-02");
        let id = registered(&database, &late).await.id;
        let second = parts(&database, id).await[1].id;
        let asked = async || database.write(async |write| payment_requested(write, &system(), second).await).await;
        let today = on("2026-11-20");
        let overdue = async || {
            let filter = Filter { overdue_on: Some(today), ..Filter::default() };
            let contracts = count(database.read(), Viewer::System, (&filter, Order::default())).await.unwrap();
            let owed = by_customers(database.read(), Viewer::System, (vec![customer.id], today)).await.unwrap();
            (contracts, owed[0].overdue.minor(), owed[0].outstanding.minor())
        };
        let charged = async || {
            let days = (on("2026-10-01"), on("2026-12-31"));
            let account = statement_of(database.read(), Viewer::System, id, days).await.unwrap();
            let lines = account.lines.into_iter().map(|line| (line.entry.reference, line.entry.on));
            lines.collect::<Vec<_>>()
        };
        let first = ("1".to_owned(), on("2026-12-02"));
        assert_eq!(codes(asked().await.unwrap_err()), ["AWAITS_EVENT"]);
        assert_eq!(overdue().await, (0, 0, 164_000_000), "its expected day has passed, nothing more");
        assert_eq!(charged().await, std::slice::from_ref(&first));
        enter(&database, id, (DueEvent::Filed, "2026-11-02")).await.unwrap();
        // Five days later is a Saturday: it was due on the Monday after.
        assert_eq!(overdue().await, (1, 100_000_000, 164_000_000));
        assert_eq!(charged().await, [("2".to_owned(), on("2026-11-09")), first]);
        assert!(matches!(asked().await.unwrap(), Done::AlreadyDone(_)), "the event has asked for it");
    }
}
