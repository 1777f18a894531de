//! Money comes in, in parts, too much, wrongly, twice (C5).

use crate::given::{
    codes, contract, on, outstanding, pay, payment, registered, registration, sao_mai, system, system_on,
};
use entity::access::Viewer;
use entity::audit::{Chain, entry, hashing};
use entity::billing::account::statement_of;
use entity::billing::receiving::{Received, Wanted};
use entity::billing::record_e_invoice::{Issued, e_invoice_recorded};
use entity::billing::record_instalment::{Move, instalment_moved};
use entity::billing::record_payment::payment_received;
use entity::billing::record_request::payment_requested;
use entity::billing::record_reversal::{Correction, Reversal, payment_corrected, payment_reversed};
use entity::billing::{allocation, owed};
use entity::catalogue::vat::VatCategory;
use entity::contract::contract;
use entity::database::Database;
use entity::notice::{self, Kind};
use entity::refusal::{Done, Refusal};
use entity::reminder::{self, ReminderKind};
use entity::value::currency::Currency;
use entity::value::entered::Entered;
use entity::value::id::{ContractId, InstalmentId, PaymentId};
use sea_orm::EntityTrait;
use tests::database_tests;

async fn instalments(database: &Database, id: ContractId) -> Vec<InstalmentId> {
    let owed = owed::owed(database.read(), Viewer::System, vec![id]).await.unwrap();
    owed.into_iter().map(|owed| owed.instalment.id).collect()
}

async fn reminder_of(database: &Database, id: InstalmentId) -> reminder::Model {
    let subject = (ReminderKind::Payment, id.0);
    reminder::of_subject(database.read(), Viewer::System, subject).await.unwrap().unwrap()
}

async fn reverse(database: &Database, payment_id: PaymentId) -> Result<(), Refusal> {
    let reversal =
        Reversal { payment_id, expected_version: None, reversed_on: None, reason: "Séc bị trả lại".to_owned() };
    database.write(async |write| payment_reversed(write, &system(), &reversal).await.map(|_| ())).await
}

fn entered(amount: &str) -> Entered {
    Entered { amount: amount.to_owned(), currency: Currency::Vnd }
}

database_tests! {
    async fn a_part_leaves_the_rest_owed_and_reminded_of(database: Database) {
        let contract = contract(&database).await;
        let [first, second] = instalments(&database, contract.id).await[..] else { panic!("two instalments") };
        pay(&database, &payment(contract.id, "FT1", "60000000")).await.unwrap();
        assert_eq!(outstanding(&database, contract.id).await, [4_000_000, 100_000_000]);
        assert!(reminder_of(&database, first).await.next_at.is_some());
        pay(&database, &payment(contract.id, "FT2", "4000000")).await.unwrap();
        assert_eq!(reminder_of(&database, first).await.next_at, None);
        assert!(reminder_of(&database, second).await.next_at.is_some());
    }

    async fn one_payment_settles_several_instalments_and_the_rest_is_kept(database: Database) {
        let contract = contract(&database).await;
        let Done::Now(payment) = pay(&database, &payment(contract.id, "FT1", "170000000")).await.unwrap() else {
            panic!("it was entered before")
        };
        assert_eq!(outstanding(&database, contract.id).await, [0, 0]);
        let parts = allocation::of_payments(database.read(), Viewer::System, vec![payment.id]).await.unwrap();
        assert_eq!(parts.iter().map(|part| part.amount_minor).sum::<i64>(), 164_000_000);
        let told = notice::Entity::find().all(database.read()).await.unwrap();
        assert!(told.iter().any(|notice| notice.kind == Kind::PaymentReceived));
        let lines = entry::chain(database.read(), Chain::Dossier(contract.id).id(), 0, 10).await.unwrap();
        hashing::verify((0, String::new()), &lines).unwrap();
        let actions: Vec<_> = lines.iter().map(|line| line.action.as_str()).collect();
        assert_eq!(actions, ["contract.registered", "payment.received"]);
    }

    async fn parts_given_by_hand_go_where_they_are_sent(database: Database) {
        let contract = contract(&database).await;
        let ids = instalments(&database, contract.id).await;
        let wanted = |place: usize, amount: &str| Wanted { instalment_id: ids[place], amount: amount.to_owned() };
        let allocations = Some(vec![wanted(1, "30000000")]);
        let by_hand = Received { allocations, ..payment(contract.id, "FT1", "40000000") };
        pay(&database, &by_hand).await.unwrap();
        assert_eq!(outstanding(&database, contract.id).await, [64_000_000, 70_000_000]);
        let spelt_otherwise = Received { allocations: Some(vec![wanted(1, "030000000")]), ..by_hand.clone() };
        for again in [&by_hand, &spelt_otherwise] {
            assert!(matches!(pay(&database, again).await.unwrap(), Done::AlreadyDone(_)));
        }
        let otherwise = Received { allocations: Some(vec![wanted(0, "30000000")]), ..by_hand.clone() };
        assert_eq!(codes(pay(&database, &otherwise).await.unwrap_err()), ["PAYMENT_REFERENCE_USED"]);
        let too_much = Received {
            reference: "FT2".to_owned(),
            allocations: Some(vec![wanted(0, "64000001"), wanted(1, "1")]),
            ..by_hand
        };
        assert_eq!(codes(pay(&database, &too_much).await.unwrap_err()), ["allocations.0.amount MORE_THAN_OWED"]);
    }

    async fn the_same_payment_again_changes_nothing_and_another_is_a_conflict(database: Database) {
        let contract = contract(&database).await;
        let once = payment(contract.id, "FT1", "10000000");
        let Done::Now(first) = pay(&database, &once).await.unwrap() else { panic!("it was entered before") };
        assert_eq!(pay(&database, &once).await.unwrap(), Done::AlreadyDone(first));
        let others = [
            payment(contract.id, "FT1", "10000001"),
            Received { received_on: on("2026-11-18"), ..once.clone() },
        ];
        for other in others {
            assert_eq!(codes(pay(&database, &other).await.unwrap_err()), ["PAYMENT_REFERENCE_USED"]);
        }
        assert_eq!(outstanding(&database, contract.id).await, [54_000_000, 100_000_000]);
    }

    async fn what_cannot_have_come_in_is_refused(database: Database) {
        let contract = contract(&database).await;
        let right = payment(contract.id, "FT1", "10000000");
        let usd = Entered { amount: "100".to_owned(), currency: Currency::Usd };
        let table = [
            (Received { received_on: on("2026-11-21"), ..right.clone() }, vec!["receivedOn IN_FUTURE"]),
            (Received { received_on: on("2026-09-30"), ..right.clone() }, vec!["receivedOn BEFORE_SIGNING"]),
            (payment(contract.id, "FT1", "0"), vec!["amount NOT_POSITIVE"]),
            (payment(contract.id, "FT1", "-1"), vec!["amount NEGATIVE"]),
            (payment(contract.id, "FT1", "9999999999999999"), vec!["amount TOO_LARGE"]),
            (Received { amount: usd, ..right.clone() }, vec!["amount WRONG_CURRENCY"]),
            (payment(contract.id, " ", "x"), vec!["reference EMPTY", "amount NOT_AN_AMOUNT"]),
            (Received { expected_version: Some(7), ..right.clone() }, vec!["STALE_VERSION"]),
            (Received { contract_id: ContractId::new(), ..right.clone() }, vec!["NOT_FOUND contract"]),
        ];
        for (wrong, expected) in table {
            assert_eq!(codes(pay(&database, &wrong).await.unwrap_err()), expected, "{wrong:?}");
        }
        assert_eq!(outstanding(&database, contract.id).await, [64_000_000, 100_000_000]);
    }

    async fn a_reversed_payment_is_owed_again_and_reminded_of_anew(database: Database) {
        let contract = contract(&database).await;
        let [first, second] = instalments(&database, contract.id).await[..] else { panic!("two instalments") };
        let paid = pay(&database, &payment(contract.id, "FT1", "64000000")).await.unwrap().into_inner();
        assert_eq!(reminder_of(&database, first).await.next_at, None);
        reverse(&database, paid.id).await.unwrap();
        reverse(&database, paid.id).await.unwrap();
        assert_eq!(outstanding(&database, contract.id).await, [64_000_000, 100_000_000]);
        let again = reminder_of(&database, first).await;
        assert_eq!((again.arming, again.next_at.is_some()), (2, true));
        assert_eq!(reminder_of(&database, second).await.arming, 1);
        // The reference stands for the reversed payment: what really came in is entered as its correction.
        let refused = pay(&database, &payment(contract.id, "FT1", "64000000")).await.unwrap_err();
        assert_eq!(codes(refused), ["PAYMENT_REFERENCE_USED"]);
        let (from_on, to_on) = (on("2026-11-01"), on("2026-11-30"));
        let account = statement_of(database.read(), Viewer::System, contract.id, (from_on, to_on)).await.unwrap();
        assert_eq!(account.lines.len(), 4);
        assert_eq!(account.closing.minor(), 164_000_000);
    }

    async fn a_wrong_entry_is_corrected_in_one_step(database: Database) {
        let contract = contract(&database).await;
        let wrong = pay(&database, &payment(contract.id, "FT1", "46000000")).await.unwrap().into_inner();
        let really = payment(contract.id, "FT1", "64000000");
        let correction = Correction { payment_id: wrong.id, reason: "Gõ nhầm số".to_owned(), really };
        let correct = async |correction: &Correction| {
            database.write(async |write| payment_corrected(write, &system(), correction).await).await
        };
        let Done::Now(right) = correct(&correction).await.unwrap() else { panic!("it was corrected before") };
        assert_eq!(right.corrects_id, Some(wrong.id));
        assert_eq!(outstanding(&database, contract.id).await, [0, 100_000_000]);
        assert_eq!(correct(&correction).await.unwrap(), Done::AlreadyDone(right.clone()));
        let otherwise = Correction { really: payment(contract.id, "FT1", "1"), ..correction.clone() };
        assert_eq!(codes(correct(&otherwise).await.unwrap_err()), ["PAYMENT_CORRECTED"]);
        // The correction was wrong as well: it was for another contract.
        let other = registered(&database, &registration(contract.customer_id)).await;
        let moved = Correction { payment_id: right.id, really: payment(other.id, "FT1", "64000000"), ..correction };
        correct(&moved).await.unwrap();
        assert_eq!(outstanding(&database, contract.id).await, [64_000_000, 100_000_000]);
        assert_eq!(outstanding(&database, other.id).await, [0, 100_000_000]);
    }

    async fn many_people_pay_on_one_contract_at_the_same_moment(database: Database) {
        let contract = contract(&database).await;
        let entries: Vec<_> = (0..8).map(|n| payment(contract.id, &format!("FT{n}"), "20000000")).collect();
        let same = payment(contract.id, "SAME", "4000000");
        let payments = entries.iter().chain(std::iter::repeat_n(&same, 4)).map(|received| pay(&database, received));
        let done = futures_util::future::join_all(payments).await;
        let entered = done.into_iter().filter(|done| matches!(done.as_ref().unwrap(), Done::Now(_))).count();
        assert_eq!(entered, 9);
        assert_eq!(outstanding(&database, contract.id).await, [0, 0]);
        let after = contract::find(database.read(), Viewer::System, contract.id).await.unwrap().unwrap();
        assert_eq!(after.version, 10);
        let parts = allocation::Entity::find().all(database.read()).await.unwrap();
        assert_eq!(parts.iter().map(|part| part.amount_minor).sum::<i64>(), 164_000_000);
    }

    async fn one_reference_at_the_same_moment_on_two_contracts_is_entered_once(database: Database) {
        let customer = sao_mai(&database).await;
        let one = registered(&database, &registration(customer.id)).await;
        let other = registered(&database, &registration(customer.id)).await;
        let (here, there) = (payment(one.id, "FT1", "5"), payment(other.id, "FT1", "5"));
        let both = futures_util::future::join(pay(&database, &here), pay(&database, &there));
        let (here, there) = Box::pin(both).await;
        let refused = [here, there].into_iter().filter_map(Result::err).map(codes).collect::<Vec<_>>();
        assert_eq!(refused, [vec!["PAYMENT_REFERENCE_USED".to_owned()]]);
    }

    async fn an_instalment_moves_and_is_reminded_of_by_its_new_day(database: Database) {
        let contract = contract(&database).await;
        let [_, second] = instalments(&database, contract.id).await[..] else { panic!("two instalments") };
        let wanted = Move {
            instalment_id: second,
            expected_version: None,
            due_on: on("2026-12-12"),
            reason: "Hai bên thống nhất".to_owned(),
        };
        let shift = async |wanted: &Move| {
            database.write(async |write| instalment_moved(write, &system(), wanted).await).await
        };
        let moved = shift(&wanted).await.unwrap().into_inner();
        assert_eq!((moved.agreed_due_on, moved.due_on), (on("2026-12-12"), on("2026-12-14")));
        let reminder = reminder_of(&database, second).await;
        assert_eq!((reminder.anchor_on, reminder.arming), (on("2026-12-14"), 2));
        assert!(matches!(shift(&wanted).await.unwrap(), Done::AlreadyDone(_)));
        let early = Move { due_on: on("2026-09-01"), reason: " ".to_owned(), ..wanted.clone() };
        assert_eq!(codes(shift(&early).await.unwrap_err()), ["reason EMPTY", "dueOn BEFORE_SIGNING"]);
        pay(&database, &payment(contract.id, "FT1", "164000000")).await.unwrap();
        let late = Move { due_on: on("2027-01-04"), ..wanted };
        assert_eq!(codes(shift(&late).await.unwrap_err()), ["NOTHING_OWED"]);
    }

    async fn a_request_asks_for_what_is_outstanding_that_day(database: Database) {
        let contract = contract(&database).await;
        let first = instalments(&database, contract.id).await[0];
        pay(&database, &payment(contract.id, "FT1", "14000000")).await.unwrap();
        let ask = async || database.write(async |write| payment_requested(write, &system(), first).await).await;
        let Done::Now(request) = ask().await.unwrap() else { panic!("it was asked for before") };
        assert_eq!(request.amount_minor, 50_000_000);
        assert!(request.reference.starts_with("DN-2026-"), "{}", request.reference);
        assert_eq!(ask().await.unwrap(), Done::AlreadyDone(request));
        pay(&database, &payment(contract.id, "FT2", "50000000")).await.unwrap();
        assert_eq!(codes(ask().await.unwrap_err()), ["NOTHING_OWED"]);
    }

    async fn an_invoice_carries_the_rate_of_its_day(database: Database) {
        let contract = contract(&database).await;
        let first = instalments(&database, contract.id).await[0];
        let right = Issued {
            instalment_id: first,
            expected_version: None,
            series: "C26TKH".to_owned(),
            number: "00000123".to_owned(),
            issued_on: on("2026-11-19"),
            net: entered("50000000"),
            vat_category: VatCategory::Reduced,
            vat_rate_basis_points: 800,
            vat: entered("4000000"),
        };
        let record = async |issued: &Issued| {
            database.write(async |write| e_invoice_recorded(write, &system(), issued).await).await
        };
        let wrong = Issued {
            vat_rate_basis_points: 1_000,
            issued_on: on("2026-11-21"),
            series: "c26".to_owned(),
            ..right.clone()
        };
        let expected = ["series NOT_A_CODE", "issuedOn IN_FUTURE", "vatRateBasisPoints WRONG_RATE"];
        assert_eq!(codes(record(&wrong).await.unwrap_err()), expected);
        let misreckoned = Issued { vat: entered("4000002"), ..right.clone() };
        assert_eq!(codes(record(&misreckoned).await.unwrap_err()), ["vat WRONG_VAT"]);
        let Done::Now(invoice) = record(&right).await.unwrap() else { panic!("it was entered before") };
        assert_eq!(record(&right).await.unwrap(), Done::AlreadyDone(invoice));
        let otherwise = Issued { net: entered("25000000"), vat: entered("2000000"), ..right.clone() };
        assert_eq!(codes(record(&otherwise).await.unwrap_err()), ["E_INVOICE_NUMBER_USED"]);
        let too_much = Issued { number: "00000124".to_owned(), ..right };
        assert_eq!(codes(record(&too_much).await.unwrap_err()), ["net MORE_THAN_INSTALMENT"]);
    }

    async fn what_a_customer_owes_is_added_up(database: Database) {
        let contract = contract(&database).await;
        registered(&database, &registration(contract.customer_id)).await;
        pay(&database, &payment(contract.id, "FT1", "64000000")).await.unwrap();
        let asked = (vec![contract.customer_id], on("2026-11-20"));
        let lines = owed::by_customers(database.read(), Viewer::System, asked).await.unwrap();
        let [line] = &lines[..] else { panic!("one line: {lines:?}") };
        assert_eq!((line.outstanding.minor(), line.overdue.minor()), (264_000_000, 64_000_000));
    }

    async fn a_payment_is_entered_the_day_it_comes_in(database: Database) {
        let contract = contract(&database).await;
        let received = Received { received_on: on("2026-11-21"), ..payment(contract.id, "FT1", "1") };
        let tomorrow = system_on("2026-11-21");
        database.write(async |write| payment_received(write, &tomorrow, &received).await).await.unwrap();
    }
}
