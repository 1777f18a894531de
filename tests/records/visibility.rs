//! Who sees what: every finder of parties, contracts, money and warranty, asked by everybody.

use crate::given::{as_person, codes, customer, on, pay, payment, registered, registration, somebody, system};
use entity::access::record_person::Standing;
use entity::access::{By, Viewer};
use entity::billing::account::statement_of;
use entity::billing::record_request::payment_requested;
use entity::billing::{allocation, e_invoice, instalment, owed, payment_request, payment_reversal};
use entity::contract::filter::{Filter, Order, Position, count, page};
use entity::contract::record_assignment::{assign, unassign};
use entity::contract::{assignment, contract, deliverable, suspension};
use entity::database::Database;
use entity::database::window::Window;
use entity::life::registering::Registration;
use entity::life::{Step, start_work};
use entity::party::{customer as company, industrial_park};
use entity::refusal::Done;
use entity::value::id::{ContractId, PersonId};
use entity::warranty::{warranty_claim, warranty_cover};
use tests::database_tests;

/// How much of a contract the viewer finds, by every way there is.
async fn found(database: &Database, viewer: Viewer, contract: &contract::Model) -> Vec<usize> {
    let (db, ids) = (database.read(), vec![contract.id]);
    let owed = instalment::owed(db, viewer, ids.clone()).await.unwrap();
    let instalment_ids = owed::owed(db, Viewer::System, ids.clone()).await.unwrap();
    let instalment_ids: Vec<_> = instalment_ids.iter().map(|owed| owed.instalment.id).collect();
    let payments = entity::billing::payment::of_contracts(db, viewer, ids.clone()).await.unwrap();
    let all = entity::billing::payment::of_contracts(db, Viewer::System, ids.clone()).await.unwrap();
    let payment_ids: Vec<_> = all.iter().map(|payment| payment.id).collect();
    let filter = entity::billing::payment::Filter { contract_id: Some(contract.id), ..Default::default() };
    let money = entity::billing::payment::page(db, viewer, &filter, Window::first(10)).await.unwrap();
    vec![
        contract::find(db, viewer, contract.id).await.unwrap().iter().count(),
        contract::by_reference(db, viewer, &contract.reference.to_lowercase()).await.unwrap().iter().count(),
        contract::find_all(db, viewer, ids.clone()).await.unwrap().len(),
        page(db, viewer, (&Filter::default(), Order::CreatedDesc), Window::first(10)).await.unwrap().rows.len(),
        usize::try_from(count(db, viewer, (&Filter::default(), Order::CreatedDesc)).await.unwrap()).unwrap(),
        deliverable::of_contracts(db, viewer, ids.clone()).await.unwrap().len().min(1),
        owed.len().min(1),
        instalment::find(db, viewer, instalment_ids[0]).await.unwrap().iter().count(),
        instalment::find_all(db, viewer, instalment_ids).await.unwrap().len().min(1),
        payments.len().min(1),
        money.rows.len().min(1),
        allocation::of_payments(db, viewer, payment_ids.clone()).await.unwrap().len().min(1),
        payment_request::of_contracts(db, viewer, ids.clone()).await.unwrap().len(),
        statement_of(db, viewer, contract.id, (on("2026-01-01"), on("2026-12-31"))).await.iter().count(),
        assignment::of_contracts(db, viewer, ids.clone()).await.unwrap().len().min(1),
        owed::by_customers(db, viewer, (vec![contract.customer_id], on("2026-11-20"))).await.unwrap().len(),
        payment_reversal::of_payments(db, viewer, payment_ids).await.unwrap().len(),
        suspension::of_contracts(db, viewer, ids.clone()).await.unwrap().len(),
        e_invoice::of_contracts(db, viewer, ids.clone()).await.unwrap().len(),
        warranty_cover::of_contracts(db, viewer, ids.clone()).await.unwrap().len(),
        warranty_claim::of_contracts(db, viewer, ids).await.unwrap().len(),
    ]
}

database_tests! {
    async fn everybody_finds_what_is_theirs_and_nothing_else(database: Database) {
        let ours = customer(&database, "Công ty Sao Mai", "0101245486").await;
        let theirs = customer(&database, "Công ty Hoàng Hà", "0301442379").await;
        let [mai, hoa, an] = [
            somebody(&database, "Mai", Standing::Staff { is_accountant: false }).await,
            somebody(&database, "Hoa", Standing::Staff { is_accountant: true }).await,
            somebody(&database, "An", Standing::Staff { is_accountant: false }).await,
        ];
        let lan = Viewer::Customer { person_id: PersonId::new(), customer_id: ours.id, is_signatory: true };
        let tam = Viewer::Customer { person_id: PersonId::new(), customer_id: theirs.id, is_signatory: true };
        let contract = registered(&database, &Registration { staff: vec![mai.id], ..registration(ours.id) }).await;
        pay(&database, &payment(contract.id, "FT1", "1000000")).await.unwrap();
        let first = owed::owed(database.read(), Viewer::System, vec![contract.id]).await.unwrap()[0].instalment.id;
        database.write(async |write| payment_requested(write, &system(), first).await).await.unwrap();
        let everything = found(&database, Viewer::System, &contract).await;
        assert_eq!(everything[..16], [1; 16]);
        for viewer in [Viewer::Admin { person_id: PersonId::new() }, hoa.viewer(), mai.viewer(), lan] {
            assert_eq!(found(&database, viewer, &contract).await, everything, "{viewer:?}");
        }
        for viewer in [Viewer::Visitor, an.viewer(), tam] {
            assert_eq!(found(&database, viewer, &contract).await, [0; 21], "{viewer:?}");
        }
    }

    async fn companies_and_parks_are_seen_by_staff_and_the_own_one_by_customers(database: Database) {
        let ours = customer(&database, "Công ty Đỗ Sao Mai", "0101245486").await;
        let theirs = customer(&database, "Công ty Hoàng Hà", "0301442379").await;
        let lan = Viewer::Customer { person_id: PersonId::new(), customer_id: ours.id, is_signatory: false };
        let staff = Viewer::Staff { person_id: PersonId::new(), is_accountant: false };
        let ids = vec![ours.id, theirs.id];
        for (viewer, expected) in [(Viewer::Visitor, 0), (lan, 1), (staff, 2)] {
            let listed = company::page(database.read(), viewer, &company::Filter::default(), Window::first(10)).await;
            assert_eq!(listed.unwrap().rows.len(), expected, "{viewer:?}");
            let all = company::find_all(database.read(), viewer, ids.clone()).await.unwrap();
            assert_eq!(all.len(), expected, "{viewer:?}");
            let foreign = company::find(database.read(), viewer, theirs.id).await.unwrap();
            assert_eq!(foreign.is_some(), expected == 2, "{viewer:?}");
        }
        for (search, expected) in [("do sao", 1), ("ĐỖ", 1), ("%", 0), ("_", 0), ("0301442379", 1), ("cong ty", 2)] {
            let filter = company::Filter { search: Some(search.to_owned()), park_id: None };
            let matching = company::count(database.read(), staff, &filter).await.unwrap();
            assert_eq!(matching, expected, "{search}");
        }
        assert!(industrial_park::all(database.read(), staff).await.unwrap().is_empty());
    }

    async fn a_contract_that_is_not_seen_cannot_be_touched(database: Database) {
        let ours = customer(&database, "Công ty Sao Mai", "0101245486").await;
        let contract = registered(&database, &registration(ours.id)).await;
        let an = as_person(&somebody(&database, "An", Standing::Staff { is_accountant: false }).await);
        let step = Step { contract_id: contract.id, expected_version: None, on: None };
        let starts = async |by: &By| {
            database.write(async |write| start_work(write, by, &step, None).await).await
        };
        assert_eq!(codes(starts(&an).await.unwrap_err()), ["NOT_FOUND contract"]);
        let person_id = an.viewer.person_id().unwrap();
        let assigned = database.write(async |write| assign(write, &system(), contract.id, person_id).await).await;
        assert!(matches!(assigned.unwrap(), Done::Now(_)));
        let again = database.write(async |write| assign(write, &system(), contract.id, person_id).await).await;
        assert!(matches!(again.unwrap(), Done::AlreadyDone(_)));
        starts(&an).await.unwrap();
        database.write(async |write| unassign(write, &system(), contract.id, person_id).await).await.unwrap();
        assert_eq!(codes(starts(&an).await.unwrap_err()), ["NOT_FOUND contract"]);
        let stranger = database.write(async |write| assign(write, &system(), contract.id, PersonId::new()).await).await;
        assert_eq!(codes(stranger.unwrap_err()), ["personId UNKNOWN"]);
    }

    async fn lists_go_by_keyset_in_every_order_and_filter(database: Database) {
        let ours = customer(&database, "Công ty Sao Mai", "0101245486").await;
        let mut made = Vec::new();
        for day in 1..=5 {
            let signed_on = on(&format!("2026-10-{:02}", 6 - day));
            let title = format!("Đợt {day} 100%_đúng");
            made.push(registered(&database, &Registration { signed_on, title, ..registration(ours.id) }).await.id);
        }
        let turned: Vec<ContractId> = made.iter().rev().copied().collect();
        let orders = [
            (Order::CreatedAsc, made.clone()),
            (Order::CreatedDesc, turned.clone()),
            (Order::SignedAsc, turned),
            (Order::SignedDesc, made.clone()),
        ];
        let filter = Filter::default();
        for (order, expected) in orders {
            let (mut seen, mut after) = (Vec::new(), None);
            loop {
                let window = Window { after, ..Window::first(2) };
                let rows = page(database.read(), Viewer::System, (&filter, order), window).await.unwrap();
                after = rows.rows.last().and_then(|contract| order.position_of(contract));
                seen.extend(rows.rows.iter().map(|contract| contract.id));
                if !rows.has_more {
                    break;
                }
            }
            assert_eq!(seen, expected, "{order:?}");
        }
        let wrong = Window { after: Some(Position::Signed(on("2026-10-01"), made[0])), ..Window::first(2) };
        let refused = page(database.read(), Viewer::System, (&filter, Order::CreatedAsc), wrong).await.unwrap_err();
        assert_eq!(codes(refused), ["after WRONG_CURSOR"]);
        let counted = async |filter: Filter| count(database.read(), Viewer::System, (&filter, Order::CreatedDesc)).await.unwrap();
        let search = |text: &str| Filter { search: Some(text.to_owned()), ..Filter::default() };
        assert_eq!(counted(search("dot 3")).await, 1);
        assert_eq!(counted(search("100%_")).await, 5);
        assert_eq!(counted(search("1%")).await, 0);
        assert_eq!(counted(Filter { signed_from: Some(on("2026-10-04")), ..Filter::default() }).await, 2);
        assert_eq!(counted(Filter { overdue_on: Some(on("2026-11-03")), ..Filter::default() }).await, 5);
        assert_eq!(counted(Filter { overdue_on: Some(on("2026-11-02")), ..Filter::default() }).await, 0);
        pay(&database, &payment(made[0], "FT1", "64000000")).await.unwrap();
        assert_eq!(counted(Filter { overdue_on: Some(on("2026-11-20")), ..Filter::default() }).await, 4);
    }
}
