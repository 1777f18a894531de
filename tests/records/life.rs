//! A contract moves through its life, and says what is missing when it cannot.

use crate::given::{
    acceptance, as_person, codes, contract, on, papers_are_made, pay, payment, registered, registration, sao_mai,
    somebody, system, system_on, written_off,
};
use entity::access::record_person::Standing;
use entity::access::{By, Viewer};
use entity::billing::account::statement_of;
use entity::billing::record_reversal::{Reversal, payment_reversed};
use entity::billing::settling::Settling;
use entity::contract::contract;
use entity::contract::deliverable;
use entity::contract::filter::{Filter, Order, count};
use entity::contract::lifecycle::Lifecycle;
use entity::contract::suspension;
use entity::database::Database;
use entity::life::registering::{Line, PastPayment, Registration};
use entity::life::{
    Step, Termination, accept_work, close_contract, finish_work, liquidate_contract, register_contract,
    resume_contract, start_work, suspend_contract, terminate_contract,
};
use entity::refusal::{Done, Refusal};
use entity::reminder;
use entity::value::id::{ContractId, PersonId};
use entity::warranty::record_claim::{Claim, file_claim};
use entity::warranty::warranty_cover;
use tests::database_tests;

fn step(contract_id: ContractId) -> Step {
    Step { contract_id, expected_version: None, on: None }
}

type Moved = Result<Done<contract::Model>, Refusal>;

async fn start(database: &Database, step: &Step) -> Moved {
    database.write(async |write| start_work(write, &system(), step, None).await).await
}

async fn finish(database: &Database, step: &Step) -> Moved {
    let finished = database.write(async |write| finish_work(write, &system(), step).await).await;
    papers_are_made(database, step.contract_id).await;
    finished
}

async fn accept(database: &Database, step: &Step) -> Moved {
    let acceptance = acceptance(database, step).await;
    database.write(async |write| accept_work(write, &system(), &acceptance).await).await
}

async fn close(database: &Database, by: &By, step: &Step) -> Moved {
    database.write(async |write| close_contract(write, by, step).await).await
}

async fn liquidate(database: &Database, step: &Step) -> Moved {
    database.write(async |write| liquidate_contract(write, &system(), step).await).await
}

async fn accepted(database: &Database) -> contract::Model {
    let contract = contract(database).await;
    start(database, &step(contract.id)).await.unwrap();
    finish(database, &step(contract.id)).await.unwrap();
    accept(database, &step(contract.id)).await.unwrap().into_inner()
}

async fn first_claim(database: &Database, contract: &contract::Model, defect_on: &str) -> Claim {
    let scope = deliverable::of_contracts(database.read(), Viewer::System, vec![contract.id]).await.unwrap();
    Claim {
        deliverable_id: scope[0].id,
        expected_version: None,
        defect_on: on(defect_on),
        description: "Giấy phép ghi sai công suất".to_owned(),
    }
}

database_tests! {
    async fn ten_mistakes_are_named_at_once_and_nothing_is_written(database: Database) {
        let customer = sao_mai(&database).await;
        let right = registration(customer.id);
        let wrong = Registration {
            title: String::new(),
            deliverables: vec![Line { warranty_months: Some(-1), net: Some("x".to_owned()), ..right.deliverables[0].clone() }],
            total: "0".to_owned(),
            warranty_terms: " ".to_owned(),
            instalments: vec![],
            started_on: Some(on("2026-09-01")),
            accepted_on: Some(on("2027-01-01")),
            staff: vec![PersonId::new()],
            payments: vec![PastPayment { reference: "A".into(), amount: "1".into(), received_on: on("2026-09-01"), note: None }],
            ..right
        };
        let refused = database.write(async |write| register_contract(write, &system(), &wrong).await).await;
        let expected = [
            "staff.0 UNKNOWN",
            "title EMPTY",
            "deliverables.0.net NOT_AN_AMOUNT",
            "deliverables.0.warrantyMonths OUT_OF_RANGE",
            "total NOT_POSITIVE",
            "instalments WRONG_COUNT",
            "warrantyTerms EMPTY",
            "startedOn OUT_OF_ORDER",
            "finishedOn MISSING",
            "acceptedOn IN_FUTURE",
            "payments.0.receivedOn BEFORE_SIGNING",
        ];
        assert_eq!(codes(refused.unwrap_err()), expected);
        let all = Filter::default();
        assert_eq!(count(database.read(), Viewer::System, (&all, Order::default())).await.unwrap(), 0);
    }

    async fn a_running_contract_comes_in_with_its_payments_and_warranty(database: Database) {
        let customer = sao_mai(&database).await;
        let running = Registration {
            started_on: Some(on("2026-10-05")),
            finished_on: Some(on("2026-10-30")),
            accepted_on: Some(on("2026-11-05")),
            payments: vec![PastPayment {
                reference: "FT0".to_owned(),
                amount: "70000000".to_owned(),
                received_on: on("2026-11-02"),
                note: None,
            }],
            ..registration(customer.id)
        };
        let contract = registered(&database, &running).await;
        assert_eq!(contract.state, Lifecycle::Accepted);
        assert!(contract.reference.starts_with("HD-2026-"), "{}", contract.reference);
        assert_eq!(crate::given::outstanding(&database, contract.id).await, [0, 94_000_000]);
        let reminders = reminder::of_contracts(database.read(), Viewer::System, vec![contract.id]).await.unwrap();
        let days: Vec<_> = reminders.iter().map(|reminder| reminder.anchor_on).collect();
        assert_eq!(days, [on("2026-11-30"), on("2027-11-05")]);
    }

    async fn a_contract_is_liquidated_when_every_sum_is_settled(database: Database) {
        let contract = contract(&database).await;
        let early = liquidate(&database, &step(contract.id)).await.unwrap_err();
        assert_eq!(codes(early), ["WRONG_STATE"]);
        start(&database, &step(contract.id)).await.unwrap();
        finish(&database, &step(contract.id)).await.unwrap();
        accept(&database, &step(contract.id)).await.unwrap();
        let owed = liquidate(&database, &step(contract.id)).await.unwrap_err();
        assert_eq!(codes(owed), ["C5 OUTSTANDING", "C5 OUTSTANDING"]);
        let surplus = pay(&database, &payment(contract.id, "FT1", "164000001")).await.unwrap().into_inner();
        let too_much = liquidate(&database, &step(contract.id)).await.unwrap_err();
        assert_eq!(codes(too_much), ["C5 RECEIVED_TOO_MUCH"]);
        let reason = "Chuyển nhầm số tiền".to_owned();
        let reversal = Reversal { payment_id: surplus.id, expected_version: None, reversed_on: None, reason };
        database.write(async |write| payment_reversed(write, &system(), &reversal).await.map(|_| ())).await.unwrap();
        pay(&database, &payment(contract.id, "FT2", "164000000")).await.unwrap();
        let tomorrow = Step { on: on("2026-11-21").into(), ..step(contract.id) };
        assert_eq!(codes(liquidate(&database, &tomorrow).await.unwrap_err()), ["on IN_FUTURE"]);
        let liquidated = liquidate(&database, &step(contract.id)).await.unwrap().into_inner();
        assert_eq!((liquidated.state, liquidated.liquidated_on), (Lifecycle::Accepted, Some(on("2026-11-20"))));
        let again = liquidate(&database, &step(contract.id)).await.unwrap();
        assert_eq!(again, Done::AlreadyDone(liquidated));
    }

    async fn a_contract_goes_from_signed_to_closed(database: Database) {
        let contract = accepted(&database).await;
        assert_eq!((contract.state, contract.version), (Lifecycle::Accepted, 4));
        let covers = warranty_cover::of_contracts(database.read(), Viewer::System, vec![contract.id]).await.unwrap();
        let [cover] = &covers[..] else { panic!("one deliverable has a warranty: {covers:?}") };
        // Twelve months end on Saturday 2027-11-20: the Monday after is the last covered day.
        assert_eq!(cover.last_covered_on, on("2027-11-22"));
        pay(&database, &payment(contract.id, "FT1", "164000000")).await.unwrap();
        let early = close(&database, &system_on("2027-11-22"), &step(contract.id)).await.unwrap_err();
        assert_eq!(codes(early), ["P5 UNDER_WARRANTY", "S6 NOT_LIQUIDATED"]);
        liquidate(&database, &step(contract.id)).await.unwrap();
        let closed = close(&database, &system_on("2027-11-23"), &step(contract.id)).await.unwrap().into_inner();
        assert_eq!((closed.state, closed.closed_on), (Lifecycle::Closed, Some(on("2027-11-23"))));
        let again = close(&database, &system_on("2027-12-01"), &step(contract.id)).await.unwrap();
        assert_eq!(again, Done::AlreadyDone(closed));
        let reminders = reminder::of_contracts(database.read(), Viewer::System, vec![contract.id]).await.unwrap();
        assert!(reminders.iter().all(|reminder| reminder.next_at.is_none()));
    }

    async fn nothing_is_accepted_before_its_report_is_frozen(database: Database) {
        let contract = contract(&database).await;
        start(&database, &step(contract.id)).await.unwrap();
        let here = step(contract.id);
        database.write(async |write| finish_work(write, &system(), &here).await).await.unwrap();
        assert_eq!(codes(accept(&database, &here).await.unwrap_err()), ["S5 REPORT_NOT_FROZEN"]);
        papers_are_made(&database, contract.id).await;
        assert_eq!(accept(&database, &here).await.unwrap().into_inner().state, Lifecycle::Accepted);
    }

    async fn everything_that_keeps_a_contract_open_is_told_at_once(database: Database) {
        let contract = contract(&database).await;
        start(&database, &step(contract.id)).await.unwrap();
        let refused = close(&database, &system(), &step(contract.id)).await.unwrap_err();
        let expected = ["S5 NOT_FINISHED", "S6 NOT_ACCEPTED", "C5 OUTSTANDING", "C5 OUTSTANDING", "S6 NOT_LIQUIDATED"];
        assert_eq!(codes(refused), expected);
        finish(&database, &step(contract.id)).await.unwrap();
        let contract = accept(&database, &step(contract.id)).await.unwrap().into_inner();
        let claim = first_claim(&database, &contract, "2026-11-20").await;
        let by = as_person(&somebody(&database, "Hoa", Standing::Admin).await);
        database.write(async |write| file_claim(write, &by, &claim).await).await.unwrap();
        let refused = close(&database, &system(), &step(contract.id)).await.unwrap_err();
        let expected =
            ["C5 OUTSTANDING", "C5 OUTSTANDING", "P5 CLAIM_OPEN", "P5 UNDER_WARRANTY", "S6 NOT_LIQUIDATED"];
        assert_eq!(codes(refused), expected);
    }

    async fn steps_are_taken_in_order_and_once(database: Database) {
        let contract = contract(&database).await;
        let here = step(contract.id);
        assert_eq!(codes(finish(&database, &here).await.unwrap_err()), ["S4 NOT_STARTED"]);
        assert_eq!(codes(accept(&database, &here).await.unwrap_err()), ["S4 NOT_STARTED", "S5 NOT_FINISHED"]);
        let days = [("2026-09-30", "on OUT_OF_ORDER"), ("2026-11-21", "on IN_FUTURE")];
        for (day, expected) in days {
            let refused = start(&database, &Step { on: Some(on(day)), ..here }).await.unwrap_err();
            assert_eq!(codes(refused), [expected]);
        }
        let stale = Step { expected_version: Some(9), ..here };
        assert_eq!(codes(start(&database, &stale).await.unwrap_err()), ["STALE_VERSION"]);
        let seen = Step { expected_version: Some(1), ..here };
        assert!(matches!(start(&database, &seen).await.unwrap(), Done::Now(_)));
        // A double click carries the version it saw: it is not told that somebody else was faster.
        assert!(matches!(start(&database, &seen).await.unwrap(), Done::AlreadyDone(_)));
        finish(&database, &here).await.unwrap();
        assert_eq!(codes(start(&database, &here).await.unwrap_err()), ["WRONG_STATE"]);
    }

    async fn what_is_due_on_signature_is_paid_before_work_begins(database: Database) {
        let customer = sao_mai(&database).await;
        let mut due_at_once = registration(customer.id);
        due_at_once.instalments[0].due_on = due_at_once.signed_on;
        let contract = registered(&database, &due_at_once).await;
        assert_eq!(codes(start(&database, &step(contract.id)).await.unwrap_err()), ["C5 DUE_ON_SIGNATURE"]);
        let hoa = as_person(&somebody(&database, "Hoa", Standing::Staff { is_accountant: true }).await);
        let waive = async |by: &By| {
            let step = step(contract.id);
            database.write(async |write| start_work(write, by, &step, Some("Khách quen")).await).await
        };
        assert_eq!(codes(waive(&hoa).await.unwrap_err()), ["FORBIDDEN"]);
        assert!(matches!(waive(&system()).await.unwrap(), Done::Now(_)));
    }

    async fn a_rest_stops_work_and_acceptance_but_not_the_money(database: Database) {
        let contract = contract(&database).await;
        start(&database, &step(contract.id)).await.unwrap();
        let rest = async |reason: &str| {
            let step = step(contract.id);
            database.write(async |write| suspend_contract(write, &system(), &step, reason).await).await
        };
        let resume = async || {
            let step = step(contract.id);
            database.write(async |write| resume_contract(write, &system(), &step).await).await
        };
        assert_eq!(codes(resume().await.unwrap_err()), ["NOT_SUSPENDED"]);
        assert_eq!(codes(rest(" ").await.unwrap_err()), ["reason EMPTY"]);
        assert!(matches!(rest("Chờ bản vẽ").await.unwrap(), Done::Now(_)));
        assert!(matches!(rest("Chờ bản vẽ").await.unwrap(), Done::AlreadyDone(_)));
        assert_eq!(codes(finish(&database, &step(contract.id)).await.unwrap_err()), ["S4 SUSPENDED"]);
        pay(&database, &payment(contract.id, "FT1", "1000000")).await.unwrap();
        assert!(matches!(resume().await.unwrap(), Done::Now(_)));
        assert!(matches!(resume().await.unwrap(), Done::AlreadyDone(_)));
        finish(&database, &step(contract.id)).await.unwrap();
        accept(&database, &step(contract.id)).await.unwrap();
        assert_eq!(codes(rest("Nghỉ").await.unwrap_err()), ["WRONG_STATE"]);
        let rests = suspension::of_contracts(database.read(), Viewer::System, vec![contract.id]).await.unwrap();
        assert_eq!(rests.len(), 1);
    }

    async fn what_is_terminated_owes_nothing_and_is_not_reminded_of(database: Database) {
        let contract = contract(&database).await;
        let terminate = async |reason: &str| {
            let termination = Termination {
                step: step(contract.id),
                reason: reason.to_owned(),
                settlement_note: "Hoàn trả 0 đồng".to_owned(),
                settlement: written_off(&database, contract.id).await,
            };
            database.write(async |write| terminate_contract(write, &system(), &termination).await).await
        };
        assert_eq!(codes(terminate("").await.unwrap_err()), ["reason EMPTY"]);
        let ended = terminate("Khách hủy dự án").await.unwrap().into_inner();
        assert_eq!((ended.state, ended.terminated_on), (Lifecycle::Terminated, Some(on("2026-11-20"))));
        assert!(matches!(terminate("Khách hủy dự án").await.unwrap(), Done::AlreadyDone(_)));
        assert_eq!(crate::given::outstanding(&database, contract.id).await, [0, 0]);
        let reminders = reminder::of_contracts(database.read(), Viewer::System, vec![contract.id]).await.unwrap();
        assert!(!reminders.is_empty() && reminders.iter().all(|reminder| reminder.next_at.is_none()));
        assert_eq!(codes(start(&database, &step(contract.id)).await.unwrap_err()), ["WRONG_STATE"]);
    }

    async fn what_is_still_owed_of_a_terminated_contract_is_reminded_of_by_its_new_day(database: Database) {
        let contract = contract(&database).await;
        pay(&database, &payment(contract.id, "FT1", "14000000")).await.unwrap();
        let mut settlement = written_off(&database, contract.id).await;
        let termination = |settlement: &[Settling]| Termination {
            step: step(contract.id),
            reason: "Khách hủy dự án".to_owned(),
            settlement_note: "Khách trả phần đã làm.".to_owned(),
            settlement: settlement.to_vec(),
        };
        let terminate = async |termination: Termination| {
            database.write(async |write| terminate_contract(write, &system(), &termination).await).await
        };
        let refused = terminate(termination(&settlement[..1])).await.unwrap_err();
        assert_eq!(codes(refused), ["settlement NOT_SETTLED"]);
        settlement[0].still_owed = Some("20000000".to_owned());
        assert_eq!(codes(terminate(termination(&settlement)).await.unwrap_err()), ["settlement.0.owedBy REQUIRED"]);
        settlement[0].owed_by = Some(on("2026-12-26"));
        terminate(termination(&settlement)).await.unwrap();
        assert_eq!(crate::given::outstanding(&database, contract.id).await, [20_000_000, 0]);
        let reminders = reminder::of_contracts(database.read(), Viewer::System, vec![contract.id]).await.unwrap();
        let running: Vec<_> = reminders.iter().filter(|reminder| reminder.next_at.is_some()).collect();
        let [reminder] = running.as_slice() else { panic!("{reminders:?}") };
        assert_eq!((reminder.anchor_on, reminder.arming), (on("2026-12-28"), 2), "a Saturday rolls to Monday");
        let all = statement_of(database.read(), Viewer::System, contract.id, (on("2026-10-01"), on("2027-01-31"))).await.unwrap();
        assert_eq!(all.closing.minor(), 20_000_000);
        pay(&database, &payment(contract.id, "FT2", "20000000")).await.unwrap();
        assert_eq!(crate::given::outstanding(&database, contract.id).await, [0, 0]);
    }

    async fn a_rest_ends_with_the_contract_and_is_not_taken_up_again(database: Database) {
        let contract = contract(&database).await;
        let here = step(contract.id);
        database.write(async |write| suspend_contract(write, &system(), &here, "Chờ bản vẽ").await).await.unwrap();
        let termination = Termination {
            step: here,
            reason: "Khách hủy".to_owned(),
            settlement_note: "0 đồng".to_owned(),
            settlement: written_off(&database, contract.id).await,
        };
        let ended = database.write(async |write| terminate_contract(write, &system(), &termination).await).await;
        let ended = ended.unwrap().into_inner();
        let rests = suspension::of_contracts(database.read(), Viewer::System, vec![contract.id]).await.unwrap();
        assert_eq!(rests.iter().map(|rest| rest.resumed_on).collect::<Vec<_>>(), [ended.terminated_on]);
        let resumed = database.write(async |write| resume_contract(write, &system(), &here).await).await;
        assert_eq!(codes(resumed.unwrap_err()), ["WRONG_STATE"]);
        let now = entity::contract::contract::find(database.read(), Viewer::System, contract.id).await.unwrap().unwrap();
        assert_eq!(now.version, ended.version, "what was answered is what stands");
    }

    async fn two_people_at_the_same_moment_one_starts_and_the_other_is_told(database: Database) {
        let contract = contract(&database).await;
        let seen = Step { expected_version: Some(1), ..step(contract.id) };
        let received = payment(contract.id, "FT1", "1000000");
        let pays = async { pay(&database, &entity::billing::receiving::Received { expected_version: Some(1), ..received.clone() }).await.map(|_| ()) };
        let starts = async { start(&database, &seen).await.map(|_| ()) };
        let (paid, started) = Box::pin(futures_util::future::join(pays, starts)).await;
        let refused: Vec<_> = [paid, started].into_iter().filter_map(Result::err).map(codes).collect();
        assert_eq!(refused, [["STALE_VERSION"]]);
    }
}
