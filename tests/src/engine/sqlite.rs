//! SQLite: a copy of a file that was migrated once.

use std::path::PathBuf;
use tempfile::TempDir;
use tokio::sync::OnceCell;

static TEMPLATE: OnceCell<(PathBuf, TempDir)> = OnceCell::const_new();

/// The address of a fresh database, and the folder it goes with.
pub(super) async fn fresh() -> (String, TempDir) {
    let (template, _) = TEMPLATE.get_or_init(make_template).await;
    let folder = tempfile::tempdir().expect("a folder for a test's database");
    let file = folder.path().join("khu.sqlite");
    std::fs::copy(template, &file).expect("the template is copied");
    (address(&file), folder)
}

async fn make_template() -> (PathBuf, TempDir) {
    let folder = tempfile::tempdir().expect("a folder for the template");
    let file = folder.path().join("template.sqlite");
    let database = sea_orm::Database::connect(address(&file)).await.expect("the template opens");
    migration::up(&database).await.expect("the template is migrated");
    database.close().await.expect("the template closes");
    (file, folder)
}

fn address(file: &std::path::Path) -> String {
    format!("sqlite:{}?mode=rwc", file.display())
}
