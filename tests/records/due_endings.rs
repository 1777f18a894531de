//! Instalments that hang on an event when payments do not stand and when contracts end.

use crate::agreement::{parts, reminded_by};
use crate::given::{on, pay, payment, registered, registration, sao_mai, system, written_off};
use entity::access::Viewer;
use entity::billing::account::statement_of;
use entity::billing::record_reversal::{Reversal, payment_reversed};
use entity::catalogue::trigger::{DueEvent, Trigger};
use entity::database::Database;
use entity::life::{Step, Termination, WorkEvent, record_work_event, terminate_contract};
use entity::value::id::{ContractId, PaymentId};
use tests::database_tests;

/// The usual contract, of which the second part falls due five days after an event.
async fn hanging(database: &Database, event: DueEvent) -> ContractId {
    let mut registration = registration(sao_mai(database).await.id);
    registration.instalments[1].trigger = Some(Trigger { event, days: 5, in_working_days: false });
    registered(database, &registration).await.id
}

async fn paid(database: &Database, id: ContractId, (reference, amount): (&str, &str)) -> PaymentId {
    pay(database, &payment(id, reference, amount)).await.unwrap().into_inner().id
}

async fn reversed(database: &Database, payment_id: PaymentId) {
    let reason = "Séc bị trả lại".to_owned();
    let reversal = Reversal { payment_id, expected_version: None, reversed_on: None, reason };
    database.write(async |write| payment_reversed(write, &system(), &reversal).await).await.unwrap();
}

database_tests! {
    async fn a_payment_that_bounces_is_reminded_of_by_the_day_the_event_set(database: Database) {
        let id = hanging(&database, DueEvent::Filed).await;
        paid(&database, id, ("FT0", "64000000")).await;
        let ahead = paid(&database, id, ("FT1", "100000000")).await;
        reversed(&database, ahead).await;
        assert_eq!(reminded_by(&database, &parts(&database, id).await[1]).await, None, "its event is awaited");
        let again = paid(&database, id, ("FT2", "100000000")).await;
        let filed = WorkEvent { contract_id: id, expected_version: None, event: DueEvent::Filed, on: Some(on("2026-11-18")) };
        database.write(async |write| record_work_event(write, &system(), &filed).await).await.unwrap();
        assert_eq!(reminded_by(&database, &parts(&database, id).await[1]).await, None, "it is paid");
        reversed(&database, again).await;
        assert_eq!(reminded_by(&database, &parts(&database, id).await[1]).await, Some(on("2026-11-23")));
    }

    async fn what_ends_early_awaits_nothing_and_its_account_is_even(database: Database) {
        let id = hanging(&database, DueEvent::Acceptance).await;
        paid(&database, id, ("FT0", "104000000")).await;
        let termination = Termination {
            step: Step { contract_id: id, expected_version: None, on: None },
            reason: "Khách hủy dự án".to_owned(),
            settlement_note: "Hai bên không còn nghĩa vụ.".to_owned(),
            settlement: written_off(&database, id).await,
        };
        database.write(async |write| terminate_contract(write, &system(), &termination).await).await.unwrap();
        assert_eq!(parts(&database, id).await[1].due_event, None);
        let days = (on("2026-10-01"), on("2026-11-20"));
        let statement = statement_of(database.read(), Viewer::System, id, days).await.unwrap();
        assert_eq!(statement.closing.minor(), 0, "{statement:?}");
    }
}
