//! When the world outside is not there: a clear message, and work goes on where it can.

use entity::access::MasterKey;
use serde_json::{Value, json};
use tests::engine::{Engine, TestDatabase};
use tests::smtp_server::SmtpServer;
use tests::story::{Arrivals, Khu};

/// On each engine a Khu whose mail cannot leave: a payment is still reminded of, entered and seen; the mail waits for
/// its next try and says why.
async fn works_on_without_mail(arrivals: Arrivals, why: &str) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let Some(khu) = Khu::open_with(engine, arrivals.clone()).await else { continue };
        let admin = khu.admin().await;
        let contract = khu.contract().with_instalment(10_000_000, "2026-02-02").registered().await;
        khu.until("2026-01-27").await;
        let mails = contract.mails(&admin, "state answer attempts nextTryAt messageId").await;
        assert_eq!((mails.len(), &mails[0]["state"], &mails[0]["attempts"]), (1, &json!("PLANNED"), &json!(1)));
        let answer = mails[0]["answer"].as_str().expect("it says why");
        assert!(answer.contains(why), "{answer}");
        assert_ne!(mails[0]["nextTryAt"], Value::Null);
        contract.is_paid(&admin, 4_000_000, ("FT1", "2026-01-27")).await.at("recordPayment");
        assert_eq!(contract.outstanding(&admin).await, "6000000");
        let failed = admin.asks("{ jobRuns(filter: {states: [FAILED]}) { totalCount } }", json!({})).await;
        assert_eq!(failed.at("jobRuns.totalCount"), 0, "a mail that waits is no failed duty");
        khu.leave().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_server_that_is_not_there_keeps_nobody_from_working() {
    let server = SmtpServer::start().await.unwrap();
    let url = server.url();
    drop(server);
    works_on_without_mail(Arrivals::Nowhere(url), "the mail server could not be reached").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_folder_that_cannot_be_keeps_nobody_from_working() {
    let in_the_way = tempfile::NamedTempFile::new().unwrap();
    let url = format!("file:{}", in_the_way.path().join("mail").display());
    works_on_without_mail(Arrivals::Nowhere(url), "the mail could not be written to").await;
}

/// What an api says that does not start.
async fn refusal(url: &str, secret: [u8; 1]) -> String {
    use base64::Engine as _;
    let secret = base64::prelude::BASE64_STANDARD.encode(secret.repeat(32));
    let settings = api::settings::Settings::read(|name| match name {
        "DATABASE_URL" => Some(url.to_owned()),
        "KHU_SECRET" => Some(secret.clone()),
        "KHU_LISTEN" => Some("127.0.0.1:0".to_owned()),
        _ => None,
    });
    let settings = settings.expect("the settings themselves are right");
    api::serve::serve(settings, std::future::pending()).await.unwrap_err().to_string()
}

#[tokio::test]
async fn an_api_says_what_it_lacks_before_it_serves() {
    for away in ["sqlite:/nowhere/at/all/khu.sqlite", "postgres://khu:hush@127.0.0.1:1/khu"] {
        let told = refusal(away, [7]).await;
        assert!(told.starts_with("the database cannot be reached") && !told.contains("hush"), "{told}");
    }
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let Some(guard) = TestDatabase::new(engine).await else { continue };
        assert!(refusal(&guard.url, [7]).await.contains("run `api install`"));
        let database = guard.open().await;
        let installed = api::install::NewInstallation {
            is_sandbox: false,
            clock_offset: chrono::TimeDelta::zero(),
            provider: tests::story::provider(),
            admin: ("Mai".to_owned(), "mai@khu.example".to_owned(), entity::value::locale::Locale::Vi),
        };
        let password = tests::story::PASSWORD.to_owned();
        api::install::install(&database, &MasterKey::new([7; 32]), (installed, password)).await.unwrap();
        assert!(refusal(&guard.url, [8]).await.contains("KHU_SECRET is not the secret"));
        database.close().await.unwrap();
    }
}
