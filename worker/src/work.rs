//! The worker as a process: the checks before the first job, then jobs until told to stop.

use std::sync::Arc;

use entity::database::{Database, OpenRefused, Opening};
use entity::file::{Files, FilesUnusable};
use entity::installation::readiness::{self, NotReady};
use sea_orm::DbErr;
use secrecy::ExposeSecret as _;

use crate::desk::{Desk, House};
use crate::post::{Post, PostUnusable, SmtpLimits};
use crate::queue::{Duties, Engine, EngineFailed};
use crate::settings::Settings;

/// Connections beside those of the running jobs: for claiming, telling ends, upkeep.
const SPARE_CONNECTIONS: u32 = 4;
/// However many jobs run: a duty holds a connection only while it reads or writes.
const MOST_CONNECTIONS: u32 = 32;

/// Why the worker does not start, or stopped.
#[derive(Debug, thiserror::Error)]
pub enum WorkRefused {
    /// The database cannot be opened.
    #[error(transparent)]
    Database(#[from] OpenRefused),
    /// Tables or the installation are missing, or the key is another one's.
    #[error(transparent)]
    NotReady(#[from] NotReady),
    /// A sandbox whose mail would leave this machine.
    #[error("this installation is a sandbox: KHU_MAIL must be a folder or a server on this machine")]
    SandboxMail,
    /// The way to the mail server cannot be set up.
    #[error(transparent)]
    Post(#[from] PostUnusable),
    /// Documents cannot be kept where they are to be.
    #[error(transparent)]
    Files(#[from] FilesUnusable),
    /// It ended without having been asked to.
    #[error(transparent)]
    Engine(#[from] EngineFailed),
    /// The connections did not close.
    #[error("the database did not close: {0}")]
    Closing(DbErr),
}

/// Does these duties with these settings until `stop` resolves; what runs then may end, within a limit.
pub async fn work(settings: Settings, duties: Duties, stop: impl Future<Output = ()>) -> Result<(), WorkRefused> {
    let connections = settings.pace.concurrency.saturating_add(SPARE_CONNECTIONS).min(MOST_CONNECTIONS);
    let opening = Opening { connections, ..Opening::of(settings.database_url.expose_secret()) };
    let database = Database::open(opening.clone()).await?;
    let installation = readiness::check(&database, &settings.key).await?;
    if installation.row.sandbox && !settings.mail.is_loopback() {
        return Err(WorkRefused::SandboxMail);
    }
    let post = Arc::new(Post::open(settings.mail, SmtpLimits::default())?);
    let house = Arc::new(House { public_url: settings.public_url, sender: settings.sender });
    let files = Files::open(&settings.files, settings.key.clone())?;
    let desk = Desk { database: database.clone(), post: Arc::clone(&post), files, key: settings.key, house };
    let engine = Engine { desk, duties, pace: settings.pace, opening, name: name() };
    tracing::info!(worker = engine.name, concurrency = engine.pace.concurrency, "working");
    engine.run_until(stop).await?;
    post.close().await;
    database.close().await.map_err(WorkRefused::Closing)?;
    tracing::info!("stopped");
    Ok(())
}

/// Host, process and chance: never the name of an earlier start, whose jobs must be found lost.
fn name() -> String {
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let host = if host.trim().is_empty() { "worker" } else { host.trim() };
    let chance = getrandom::u64().unwrap_or_default();
    format!("{host}-{}-{chance:016x}", std::process::id())
}
