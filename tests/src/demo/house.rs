//! The demo's house: its folder, its secret, its processes in one.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use api::install::{NewInstallation, install};
use api::reception::hash;
use chrono::TimeDelta;
use entity::access::MasterKey;
use entity::calendar::zone::{PROVIDER_ZONE, day_of};
use entity::clock::machine_now;
use entity::database::{Database, Opening};
use entity::file::FilesSetting;
use entity::value::locale::Locale;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::cast::{COMPANIES, STAFF};
use super::telling::{Teller, first_day, staff_address};
use crate::story::{at, provider};

/// Everybody's password in the demo.
const PASSWORD: &str = "khu-demo-2026";
/// Where the playground is found.
const ADDRESS: &str = "127.0.0.1:8080";
/// What stands in the folder once the story was told to its end.
const TOLD: &str = "story-told";

/// Why the demo does not run; in words for whoever started it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct DemoRefused(String);

/// What the demo is started with.
#[derive(Clone, Debug)]
pub struct Told {
    /// Where database, secret and mail are kept.
    pub folder: PathBuf,
    /// Where to listen.
    pub address: SocketAddr,
    /// Whether to throw away what is there.
    pub is_fresh: bool,
}

impl Default for Told {
    fn default() -> Self {
        let address = ADDRESS.parse().expect("it is an address");
        Self { folder: PathBuf::from("var"), address, is_fresh: false }
    }
}

/// Runs the demo until `stop` resolves.
pub async fn run(told: Told, stop: impl Future<Output = ()> + Send + 'static) -> Result<(), DemoRefused> {
    let listener = TcpListener::bind(told.address).await.map_err(|error| {
        DemoRefused(format!("cannot listen on {}: {error}. Is another demo running?", told.address))
    })?;
    let address = listener.local_addr().map_err(refused)?;
    let is_told = told.folder.join(TOLD).is_file();
    if told.is_fresh || !is_told {
        forget(&told.folder)?;
    }
    std::fs::create_dir_all(told.folder.join("mail")).map_err(|error| cannot_write(&told.folder, &error))?;
    let key = secret(&told.folder)?;
    let url = format!("sqlite:{}?mode=rwc", told.folder.join("khu.sqlite").display());
    let database = Database::open(Opening::of(&url)).await.map_err(refused)?;
    migration::up(database.read()).await.map_err(refused)?;
    let today = day_of(machine_now(), PROVIDER_ZONE);
    let story = if is_told && !told.is_fresh { None } else { Some(make(&database, &key, today).await?) };
    let (stopping, stopped) = watch::channel(false);
    let site = api::http::Site {
        origin: format!("http://{address}").parse().map_err(refused)?,
        trusted_proxies: String::new().parse().map_err(refused)?,
    };
    let api = api::serve::serve_on(
        listener,
        database.clone(),
        (key.clone(), site, files(&told.folder)?),
        ended(stopped.clone()),
    );
    let settings = worker_settings((&url, address), &told.folder, key)?;
    let worker = worker::run(settings, ended(stopped));
    greet(&told, address, story.is_some());
    let folder = told.folder.clone();
    let tell = async move {
        if let Some(mut teller) = story {
            match live(&mut teller, &folder).await {
                Ok(()) => {
                    say("The story has been told up to this morning. Everything is as if sixty days had passed.\n");
                }
                Err(reason) => say(&format!("The story could not be told to its end: {reason}\n")),
            }
        }
        stop.await;
        stopping.send(true).ok();
    };
    let (api, worker, ()) = tokio::join!(api, worker, tell);
    api.map_err(refused)?;
    worker.map_err(refused)?;
    database.close().await.map_err(refused)
}

/// Makes the installation and registers everything as it stood on the first day.
async fn make(database: &Database, key: &MasterKey, today: chrono::NaiveDate) -> Result<Teller, DemoRefused> {
    let offset = at(&first_day(today).to_string(), 8) - machine_now();
    let (name, address, _) = STAFF[0];
    let new = NewInstallation {
        is_sandbox: true,
        clock_offset: TimeDelta::seconds(offset.num_seconds()),
        provider: provider(),
        admin: (name.to_owned(), staff_address(address), Locale::Vi),
    };
    let made = install(database, key, (new, PASSWORD.to_owned())).await;
    made.map_err(|error| DemoRefused(error.message(Locale::En)))?;
    let password_hash = hash(PASSWORD.to_owned()).await.map_err(|error| DemoRefused(error.message(Locale::En)))?;
    let mut teller = Teller::new(database.clone(), password_hash, today);
    teller.begin().await.map_err(refused)?;
    Ok(teller)
}

async fn live(teller: &mut Teller, folder: &Path) -> Result<(), DemoRefused> {
    teller.live().await.map_err(refused)?;
    teller.until(0).await.map_err(refused)?;
    std::fs::write(folder.join(TOLD), "").map_err(|error| cannot_write(folder, &error))
}

/// Takes away what an earlier demo left: its database, its mail, its documents, its secret; nothing else in the folder.
fn forget(folder: &Path) -> Result<(), DemoRefused> {
    for file in ["khu.sqlite", "khu.sqlite-wal", "khu.sqlite-shm", "secret", TOLD] {
        let file = folder.join(file);
        if file.exists() {
            std::fs::remove_file(&file).map_err(|error| cannot_write(&file, &error))?;
        }
    }
    for letter in std::fs::read_dir(folder.join("mail")).into_iter().flatten().flatten() {
        if letter.path().extension().is_some_and(|extension| extension == "eml") {
            std::fs::remove_file(letter.path()).map_err(|error| cannot_write(&letter.path(), &error))?;
        }
    }
    // Nothing but what an earlier demo stored lies there, under names of its own.
    let files = folder.join("files");
    if files.exists() {
        std::fs::remove_dir_all(&files).map_err(|error| cannot_write(&files, &error))?;
    }
    Ok(())
}

/// The secret of this demo: made once, kept beside its database.
fn secret(folder: &Path) -> Result<MasterKey, DemoRefused> {
    use base64::{Engine, prelude::BASE64_STANDARD};
    let file = folder.join("secret");
    if !file.exists() {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(refused)?;
        std::fs::write(&file, BASE64_STANDARD.encode(bytes)).map_err(|error| cannot_write(&file, &error))?;
    }
    let text = std::fs::read_to_string(&file).map_err(|error| cannot_write(&file, &error))?;
    text.parse().map_err(|_| DemoRefused(format!("{} is not a secret of 32 bytes", file.display())))
}

fn worker_settings(
    (url, address): (&str, SocketAddr),
    folder: &Path,
    key: MasterKey,
) -> Result<worker::settings::Settings, DemoRefused> {
    let mail = format!("file:{}", folder.join("mail").display());
    let (url, public_url) = (url.to_owned(), format!("http://{address}"));
    let settings = worker::settings::Settings::read(|name| match name {
        "DATABASE_URL" => Some(url.clone()),
        "KHU_PUBLIC_URL" => Some(public_url.clone()),
        "KHU_FILES" => Some(format!("file:{}", folder.join("files").display())),
        "KHU_MAIL" => Some(mail.clone()),
        "KHU_MAIL_FROM" => Some("Khu Xanh <khu@khuxanh.example>".to_owned()),
        // Read below: the key never becomes text again.
        "KHU_SECRET" => Some("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=".to_owned()),
        _ => None,
    });
    Ok(worker::settings::Settings { key, ..settings.map_err(refused)? })
}

fn files(folder: &Path) -> Result<FilesSetting, DemoRefused> {
    format!("file:{}", folder.join("files").display()).parse().map_err(refused)
}

async fn ended(mut stopped: watch::Receiver<bool>) {
    stopped.wait_for(|stop| *stop).await.ok();
}

fn greet(told: &Told, address: SocketAddr, is_new: bool) {
    let customers = COMPANIES.iter().take(3).map(|company| {
        let (signatory, billing) = (company.address(company.signatory.1), company.address(company.billing.1));
        format!("  Customer     {signatory}, {billing}   ({})\n", company.name)
    });
    let lines = [
        format!("\nKhu is running.\n  Playground   http://{address}/\n"),
        format!("  Mail         {}\n", told.folder.join("mail").display()),
        format!("  Password     {PASSWORD}   (everybody's)\n"),
        format!("  Admin        {}\n", staff_address(STAFF[0].1)),
        format!("  Accountant   {}\n", staff_address(STAFF[1].1)),
        format!("  Consultants  {}, {}\n", staff_address(STAFF[2].1), staff_address(STAFF[3].1)),
        customers.collect(),
        TRY.to_owned(),
        if is_new { LIVING.to_owned() } else { String::new() },
    ];
    say(&lines.concat());
}

/// What to try first.
const TRY: &str = "
Try in the playground, signed in as the admin:
  { contracts(first: 5, filter: {overdue: true}) { nodes { reference outstanding { formatted } } } }
  mutation { advanceClock(input: {days: 7}) { clock { now target settled } } }
  { mails(first: 5, filter: {states: [UNKNOWN]}) { nodes { to answer } } }
Stop with Ctrl-C; the next `cargo demo` finds everything as you left it, `cargo demo --fresh` begins anew.
";

/// What a first start says.
const LIVING: &str = "
The worker is living through the last sixty days now; mail is being written. A moment…
";

fn say(text: &str) {
    std::io::stdout().write_all(text.as_bytes()).ok();
}

fn refused(error: impl std::fmt::Display) -> DemoRefused {
    DemoRefused(error.to_string())
}

fn cannot_write(path: &Path, error: &std::io::Error) -> DemoRefused {
    DemoRefused(format!("cannot write {}: {error}", path.display()))
}
