//! Documents: mail waits for its paper, what failed stands before a person and can be asked for again.

use super::days::{self, claims};
use entity::access::{MasterKey, Viewer};
use entity::database::Database;
use entity::document::record_reading::document_read;
use entity::document::record_rendering::{document_failed, document_frozen, rendering_failed};
use entity::document::record_request::retry_document;
use entity::document::state::State;
use entity::document::{self, Model};
use entity::file::Files;
use entity::life::request_payment;
use entity::mail::record_claim::{Claim, Claimed};
use entity::notice::Kind;
use entity::notice::facts::Enclosure;
use entity::refusal::{Done, Refusal};
use entity::task;
use entity::value::id::{ClaimToken, MailId};
use sea_orm::EntityTrait;
use tests::database_tests;

/// A request to pay of 40 million with its document and its mail, neither made yet.
async fn asked(database: &Database) -> (Model, MailId) {
    days::installation_on(database, "2026-03-02").await;
    let customer = days::customer(database, "0101243150", Some("lan@thep.example")).await;
    let contract = days::contract(database, &customer, "HD-2026-AAAAAA").await;
    let instalment = days::instalment(database, &contract, "2026-03-16", 40_000_000).await;
    let by = days::by(database, Viewer::System).await;
    database.write(async |write| request_payment(write, &by, instalment).await).await.unwrap();
    let documents = document::of_contracts(database.read(), Viewer::System, vec![contract.id]).await.unwrap();
    let mails = days::mails(database).await;
    let mail = mails.into_iter().find(|mail| mail.kind == Kind::PaymentRequested).unwrap();
    (documents.into_iter().next().unwrap(), mail.id)
}

async fn now(database: &Database, document: &Model) -> Model {
    document::find(database.read(), Viewer::System, document.id).await.unwrap().unwrap()
}

fn taken(claim: Claim) -> Box<Claimed> {
    if let Claim::Taken(claimed) = claim { claimed } else { panic!("{claim:?}") }
}

fn files() -> (tempfile::TempDir, Files) {
    let folder = tempfile::tempdir().unwrap();
    let setting = format!("file:{}", folder.path().display()).parse().unwrap();
    let files = Files::open(&setting, MasterKey::new([7; 32])).unwrap();
    (folder, files)
}

database_tests! {
    async fn mail_waits_for_its_paper_and_goes_with_it(database: Database) {
        let (document, mail) = asked(&database).await;
        assert!(matches!(claims(&database, mail, ClaimToken::new()).await, Claim::NotNow), "it waits");
        let (folder, files) = files();
        let file = files.put(b"%PDF-1.7", "application/pdf", document.requested_at).await.unwrap();
        let freeze = async || {
            let given = (document.id, file.clone());
            database.write(async |write| document_frozen(write, document.requested_at, given).await).await.unwrap()
        };
        assert!(matches!(freeze().await, Done::Now(_)));
        assert!(matches!(freeze().await, Done::AlreadyDone(_)), "rendered twice, it is frozen once");
        let claimed = taken(claims(&database, mail, ClaimToken::new()).await);
        let Some(Enclosure::Ready(printed)) = claimed.facts[0].enclosure() else { panic!("{:?}", claimed.facts) };
        assert_eq!(files.read(&printed.file).await.unwrap(), b"%PDF-1.7");
        let other = files_of_another_key(&folder);
        assert!(other.read(&printed.file).await.is_err(), "another installation's key opens nothing");
        let by = days::by(&database, Viewer::System).await;
        let again = database.write(async |write| retry_document(write, &by, document.id).await).await;
        assert!(matches!(again, Err(Refusal::Conflict { code: "DOCUMENT_FROZEN", .. })), "{again:?}");
    }

    async fn what_cannot_be_made_stands_before_a_person_and_its_mail_goes_without(database: Database) {
        let (document, mail) = asked(&database).await;
        database.write(async |write| rendering_failed(write, document.id, "no ink").await).await.unwrap();
        let tried = now(&database, &document).await;
        assert_eq!((tried.state, tried.attempts, tried.error.as_deref()), (State::Requested, 1, Some("no ink")));
        let moment = document.requested_at;
        for _ in 0..2 {
            database.write(async |write| document_failed(write, moment, (document.id, "no ink")).await).await.unwrap();
        }
        assert_eq!(now(&database, &document).await.state, State::Failed);
        let tasks = task::Entity::find().all(database.read()).await.unwrap();
        assert_eq!(tasks.iter().filter(|task| task.kind == task::Kind::DocumentFailed).count(), 1);
        let claimed = taken(claims(&database, mail, ClaimToken::new()).await);
        assert_eq!(claimed.facts[0].enclosure(), Some(&Enclosure::None));

        let by = days::by(&database, Viewer::System).await;
        let unread = database.write(async |write| document_read(write, &by, document.id).await).await;
        assert!(matches!(unread, Err(Refusal::NotFound(_))), "{unread:?}");
        let retry = async || database.write(async |write| retry_document(write, &by, document.id).await).await.unwrap();
        assert!(matches!(retry().await, Done::Now(_)));
        assert!(matches!(retry().await, Done::AlreadyDone(_)));
        let waiting = now(&database, &document).await;
        assert_eq!((waiting.state, waiting.attempts, waiting.error), (State::Requested, 0, None));
    }
}

fn files_of_another_key(folder: &tempfile::TempDir) -> Files {
    let setting = format!("file:{}", folder.path().display()).parse().unwrap();
    Files::open(&setting, MasterKey::new([8; 32])).unwrap()
}
