//! What the figures are measured on: an installation of its own on each engine, and programs' ways to it.

use api::install::{NewInstallation, install};
use chrono::TimeDelta;
use entity::access::MasterKey;
use entity::clock::{Instant, machine_now};
use entity::database::Database;
use entity::value::locale::Locale;
use worker::post::PostSettings;
use worker::settings::Settings;

use crate::engine::{Engine, TestDatabase};
use crate::story::provider;

/// The installations' master key as `KHU_SECRET` holds it: 32 times the byte 1.
pub(super) const SECRET: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
/// Who may ask for everything.
pub(super) const ADMIN: &str = "admin@khuxanh.example";
/// The admin's password.
pub(super) const PASSWORD: &str = "khu-measure-2026";

/// A sandbox of its own, with a provider and an admin.
pub(super) struct Ground {
    /// Where its database is.
    pub(super) url: String,
    /// The same, open.
    pub(super) database: Database,
    _guard: TestDatabase,
}

impl Ground {
    /// One whose business clock starts at `from`; `None` when the engine is not there.
    pub(super) async fn starting(engine: Engine, from: Instant) -> Option<Self> {
        let guard = TestDatabase::new(engine).await?;
        let database = guard.open().await;
        let new = NewInstallation {
            is_sandbox: true,
            clock_offset: TimeDelta::seconds(from.signed_duration_since(machine_now()).num_seconds()),
            provider: provider(),
            admin: ("Mai".to_owned(), ADMIN.to_owned(), Locale::Vi),
        };
        let key: MasterKey = SECRET.parse().expect("it is a key");
        let installed = install(&database, &key, (new, PASSWORD.to_owned())).await;
        installed.map_err(|refused| refused.message(Locale::En)).expect("it installs");
        Some(Self { url: guard.url.clone(), database, _guard: guard })
    }

    /// One that believes it is now.
    pub(super) async fn new(engine: Engine) -> Option<Self> {
        Self::starting(engine, machine_now()).await
    }

    /// The settings of `api` and `worker` for it; what else they need they have from `more`.
    pub(super) fn settings<'a>(&'a self, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        [&[("DATABASE_URL", self.url.as_str()), ("KHU_SECRET", SECRET)], more].concat()
    }

    /// The settings of a worker in this process, which mails nothing.
    pub(super) fn worker_settings(&self) -> Settings {
        let files = format!("file:{}", std::env::temp_dir().display());
        let settings = self.settings(&[("KHU_FILES", &files)]);
        let find = |name: &str| settings.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        let read = Settings::read(find).expect("its own settings");
        Settings { mail: PostSettings::Folder(std::env::temp_dir()), ..read }
    }
}
