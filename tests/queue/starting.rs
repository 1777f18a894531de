//! What a worker refuses to begin on, in words for whoever started it.

use crate::process::MAILS_SECRET;
use crate::support::Ground;
use entity::access::MasterKey;
use tests::engine::{Engine, TestDatabase};
use worker::post::PostSettings;
use worker::queue::Duties;
use worker::settings::Settings;

async fn refusal(url: &str, change: impl FnOnce(&mut Settings)) -> String {
    let mut settings = Settings::read(|name| match name {
        "DATABASE_URL" => Some(url.to_owned()),
        "KHU_SECRET" => Some(MAILS_SECRET.to_owned()),
        "KHU_FILES" => Some(format!("file:{}", std::env::temp_dir().display())),
        _ => None,
    })
    .unwrap();
    change(&mut settings);
    worker::work(settings, Duties::new(), std::future::pending()).await.unwrap_err().to_string()
}

#[tokio::test]
async fn a_database_without_tables_or_without_an_installation() {
    let folder = tempfile::tempdir().unwrap();
    let empty = format!("sqlite:{}?mode=rwc", folder.path().join("empty.sqlite").display());
    assert!(refusal(&empty, |_| {}).await.contains("run `migration up`"));
    let guard = TestDatabase::new(Engine::Sqlite).await.unwrap();
    assert!(refusal(&guard.url, |_| {}).await.contains("run `api install`"));
}

#[tokio::test]
async fn another_secret_and_a_sandbox_whose_mail_would_leave_the_machine() {
    let ground = Ground::new(Engine::Sqlite).await.unwrap();
    let other = refusal(&ground.url, |settings| settings.key = MasterKey::new([2; 32])).await;
    assert!(other.contains("KHU_SECRET is not the secret"), "{other}");
    let away = |settings: &mut Settings| settings.mail = PostSettings::parse("smtp://mail.example").unwrap();
    assert!(refusal(&ground.url, away).await.contains("is a sandbox"));
}

#[tokio::test]
async fn a_database_that_is_not_there_and_no_database_at_all() {
    let missing = refusal("sqlite:/nowhere/at/all/khu.sqlite", |_| {}).await;
    assert!(missing.contains("cannot be reached"), "{missing}");
    assert!(refusal("mysql://khu@localhost/khu", |_| {}).await.contains("sqlite: or postgres:"));
}
