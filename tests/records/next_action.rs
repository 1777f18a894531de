//! What is to be done, and what has happened: who gets to know it, and which contracts are looked at.

use crate::given::{as_person, contract, customer, on, payment, registered, registration, somebody, system};
use crate::quote::{asked, printed, sent, signatory};
use entity::access::record_person::Standing;
use entity::access::{By, Viewer};
use entity::agreement::party::Party;
use entity::contract::filter::newest_open;
use entity::contract::record_assignment::assign;
use entity::database::Database;
use entity::dossier;
use entity::life::registering::{PastPayment, Registration};
use entity::next_action::{NextAction, of_viewer};
use entity::timeline::{self, Kind};
use tests::database_tests;

async fn actions(database: &Database, viewer: Viewer) -> Vec<NextAction> {
    of_viewer(database.read(), viewer, system().now).await.unwrap()
}

/// Reference and command of each, the most urgent first.
async fn told(database: &Database, viewer: Viewer) -> Vec<(String, &'static str)> {
    let told = actions(database, viewer).await.into_iter();
    told.map(|it| (it.reference, it.action.command.map_or("-", |command| command.name()))).collect()
}

async fn of_staff(database: &Database, name: &str, is_accountant: bool) -> By {
    as_person(&somebody(database, name, Standing::Staff { is_accountant }).await)
}

database_tests! {
    async fn everybody_gets_what_is_theirs_and_nothing_of_anothers(database: Database) {
        let ours = customer(&database, "Công ty Sao Mai", "0101245486").await;
        let theirs = customer(&database, "Công ty Hoàng Hà", "0301442379").await;
        let contract = registered(&database, &registration(ours.id)).await;
        let other = registered(&database, &registration(theirs.id)).await;
        let (lan, ha) = (signatory(&database, "Lan", ours.id).await, signatory(&database, "Ha", theirs.id).await);
        let (dung, an) = (of_staff(&database, "Dung", false).await, of_staff(&database, "An", false).await);
        let (hoa, mai) = (of_staff(&database, "Hoa", true).await, of_staff(&database, "Mai", true).await);
        for person in [&dung, &mai] {
            let id = person.viewer.person_id().unwrap();
            database.write(async |write| assign(write, &system(), contract.id, id).await).await.unwrap();
        }
        let on_ours = |command| (contract.reference.clone(), command);
        let on_theirs = |command| (other.reference.clone(), command);
        assert_eq!(told(&database, lan.viewer).await, [on_ours("-")]);
        assert_eq!(told(&database, ha.viewer).await, [on_theirs("-")]);
        assert_eq!(told(&database, dung.viewer).await, [on_ours("startWork")]);
        assert!(told(&database, an.viewer).await.is_empty());
        assert!(told(&database, Viewer::Visitor).await.is_empty());
        // The newest contract first among what is equally urgent.
        assert_eq!(told(&database, hoa.viewer).await, [on_theirs("requestPayment"), on_ours("requestPayment")]);
        let assigned_too = [on_theirs("requestPayment"), on_ours("requestPayment"), on_ours("startWork")];
        assert_eq!(told(&database, mai.viewer).await, assigned_too);
        let all = actions(&database, Viewer::System).await;
        assert_eq!(all.len(), 6);
        assert_eq!(all.iter().filter(|it| it.action.doer.party() == Party::Customer).count(), 2);
    }

    async fn an_inquiry_is_before_whoever_answers_it_and_its_quote_before_who_signs(database: Database) {
        let ours = customer(&database, "Công ty Sao Mai", "0101245486").await;
        let theirs = customer(&database, "Công ty Hoàng Hà", "0301442379").await;
        let (lan, ha) = (signatory(&database, "Lan", ours.id).await, signatory(&database, "Ha", theirs.id).await);
        let clerk = Standing::Customer { customer_id: ours.id, is_signatory: false };
        let minh = as_person(&somebody(&database, "Minh", clerk).await);
        let (an, hoa) = (of_staff(&database, "An", false).await, of_staff(&database, "Hoa", true).await);
        let commands = async |viewer| told(&database, viewer).await.into_iter().map(|(_, it)| it).collect::<Vec<_>>();
        let inquiry_id = asked(&database, &lan).await;
        assert_eq!(commands(an.viewer).await, ["recordConsultation"], "nobody's yet, so everybody's");
        assert!(commands(hoa.viewer).await.is_empty(), "an accountant sees it, and does not answer it");
        let quote = sent(&database, inquiry_id).await;
        assert!(commands(lan.viewer).await.is_empty(), "not before its paper is made");
        printed(&database, &quote).await;
        let due = actions(&database, lan.viewer).await;
        assert_eq!(due.iter().map(|it| it.action.due.on).collect::<Vec<_>>(), [Some(quote.valid_until)]);
        assert_eq!((due[0].contract_id, due[0].title.as_str()), (None, "Giấy phép môi trường"));
        for viewer in [minh.viewer, ha.viewer, an.viewer, Viewer::Visitor] {
            assert!(commands(viewer).await.is_empty(), "{viewer:?}");
        }
    }

    async fn a_dossier_holds_nothing_for_those_who_do_not_see_it(database: Database) {
        let contract = contract(&database).await;
        let strangers = customer(&database, "Công ty Hoàng Hà", "0301442379").await;
        let ha = signatory(&database, "Ha", strangers.id).await;
        let lan = signatory(&database, "Lan", contract.customer_id).await;
        let paid = payment(contract.id, "FT1", "64000000");
        crate::given::pay(&database, &paid).await.unwrap();
        let kinds = async |viewer: Viewer| {
            let found = dossier::of_contracts(database.read(), viewer, std::slice::from_ref(&contract)).await.unwrap();
            let told = timeline::of_dossier(&found[0], None, on("2026-11-20"));
            told.into_iter().filter(|it| it.kind != Kind::ContractSigned).map(|it| (it.kind, it.is_planned)).collect::<Vec<_>>()
        };
        let expected = [(Kind::InstalmentDue, false), (Kind::PaymentReceived, false), (Kind::InstalmentDue, true)];
        assert_eq!(kinds(lan.viewer).await, expected);
        assert!(kinds(ha.viewer).await.is_empty());
        let origins = dossier::origins_of_contracts(database.read(), lan.viewer, &[contract.id]).await.unwrap();
        assert!(origins.is_empty(), "it came of no inquiry");
    }

    async fn what_is_over_and_paid_is_not_looked_at(database: Database) {
        let ours = customer(&database, "Công ty Sao Mai", "0101245486").await;
        let paid = |reference: &str, amount: &str| PastPayment {
            reference: reference.to_owned(),
            amount: amount.to_owned(),
            received_on: on("2025-11-03"),
            note: None,
        };
        let mut long_ago = registration(ours.id);
        for part in &mut long_ago.instalments {
            part.due_on = on("2025-11-03");
        }
        let closed = Registration {
            signed_on: on("2025-09-01"),
            started_on: Some(on("2025-09-03")),
            finished_on: Some(on("2025-09-18")),
            accepted_on: Some(on("2025-09-19")),
            liquidated_on: Some(on("2025-11-04")),
            closed_on: Some(on("2026-10-05")),
            payments: vec![paid("FT1", "64000000"), paid("FT2", "100000000")],
            ..long_ago
        };
        registered(&database, &closed).await;
        let first = registered(&database, &registration(ours.id)).await;
        let second = registered(&database, &registration(ours.id)).await;
        let looked_at = async |limit| {
            let rows = newest_open(database.read(), Viewer::System, limit).await.unwrap();
            rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
        };
        assert_eq!(looked_at(10).await, [second.id, first.id]);
        assert_eq!(looked_at(1).await, [second.id], "the newest");
    }
}
