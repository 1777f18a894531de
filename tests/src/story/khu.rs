//! A whole running Khu: database, api, worker, mail folder.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{NaiveDate, TimeDelta, TimeZone};
use entity::access::MasterKey;
use entity::calendar::zone::PROVIDER_ZONE;
use entity::clock::machine_now;
use entity::database::Database;
use entity::installation::provider::Profile;
use entity::value::locale::Locale;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use worker::queue::Pace;
use worker::settings::Settings;

use super::{Arrivals, Person};
use crate::engine::{Engine, TestDatabase};
use crate::smtp_server::SmtpServer;

/// Everybody's password in stories.
pub const PASSWORD: &str = "khu-demo-2026";

/// The day every story begins, at eight in the morning in Hồ Chí Minh City: a Monday.
pub const FIRST_DAY: &str = "2026-01-05";

/// How long days may take to pass before a story is given up.
const PATIENCE: Duration = Duration::from_mins(2);

/// A running system of its own.
pub struct Khu {
    address: String,
    arrivals: Arrivals,
    stop: watch::Sender<bool>,
    servants: Vec<JoinHandle<()>>,
    database: Database,
    files: tempfile::TempDir,
    _guard: TestDatabase,
}

impl Khu {
    /// Makes the installation and starts api and worker, with mail in a folder; `None` when the engine is not there.
    pub async fn open(engine: Engine) -> Option<Self> {
        Self::open_with(engine, Arrivals::Folder(Arc::new(tempfile::tempdir().expect("a folder for mail")))).await
    }

    /// The same with a mail server, which can be told to misbehave.
    pub async fn open_over_smtp(engine: Engine) -> Option<Self> {
        let server = SmtpServer::start().await.expect("a mail server");
        Self::open_with(engine, Arrivals::Server(Arc::new(server))).await
    }

    /// The same with mail that goes where it is told.
    pub async fn open_with(engine: Engine, arrivals: Arrivals) -> Option<Self> {
        let guard = TestDatabase::new(engine).await?;
        let database = guard.open().await;
        let key = MasterKey::new([7; 32]);
        api::install::install(&database, &key, (installation(), PASSWORD.to_owned())).await.expect("it installs");
        let (stop, stopped) = watch::channel(false);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("it has an address"));
        let site = api::http::Site {
            origin: address.parse().expect("an origin"),
            trusted_proxies: String::new().parse().expect("nobody"),
        };
        let folder = tempfile::tempdir().expect("a folder for documents");
        let files = format!("file:{}", folder.path().display());
        let api_files = files.parse().expect("a folder");
        let (api_database, api_key, api_stop) = (database.clone(), key.clone(), told(stopped.clone()));
        let api = tokio::spawn(async move {
            api::serve::serve_on(listener, api_database, (api_key, site, api_files), api_stop)
                .await
                .expect("the api serves");
        });
        let settings = worker_settings(&guard.url, key, [&address, &arrivals.url(), &files]);
        let worker = tokio::spawn(async move {
            worker::run(settings, told(stopped)).await.expect("the worker works");
        });
        Some(Self { address, arrivals, stop, servants: vec![api, worker], database, files: folder, _guard: guard })
    }

    /// Where the api answers.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Where mail arrives.
    pub fn arrivals(&self) -> &Arrivals {
        &self.arrivals
    }

    /// Where documents are kept.
    pub fn files(&self) -> &std::path::Path {
        self.files.path()
    }

    /// The mail server of a story that is told over SMTP.
    pub fn mail_server(&self) -> &SmtpServer {
        match &self.arrivals {
            Arrivals::Server(server) => server,
            Arrivals::Folder(_) | Arrivals::Nowhere(_) => panic!("this story has no mail server"),
        }
    }

    /// For counting and measuring; a story never needs it.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Somebody who is not signed in.
    pub fn visitor(&self) -> Person {
        Person::visitor(self)
    }

    /// The first admin.
    pub async fn admin(&self) -> Person {
        Person::sign_in(self, "admin@khu.example", PASSWORD).await
    }

    /// Invites somebody, who follows the link in their mail, sets a password and signs in.
    /// `standing` are the fields of the invitation beyond name and address.
    pub async fn newcomer(&self, name: &str, standing: serde_json::Value) -> Person {
        let admin = self.admin().await;
        let email = format!("{}@khu.example", entity::value::text::folded(name).replace(' ', "."));
        let mut input = json!({"name": name, "email": email, "locale": "VI"});
        input.as_object_mut().expect("an object").extend(standing.as_object().expect("an object").clone());
        admin.commands("invitePerson", input, "person { id }").await.at("invitePerson");
        let token = self.mail_to(&email).await;
        let accepted = json!({"token": token, "password": PASSWORD});
        self.visitor().commands("acceptInvitation", accepted, "person { id }").await.at("acceptInvitation");
        Person::sign_in(self, &email, PASSWORD).await
    }

    /// An accountant.
    pub async fn accountant(&self, name: &str) -> Person {
        self.newcomer(name, json!({"role": "STAFF", "isAccountant": true})).await
    }

    /// A consultant.
    pub async fn consultant(&self, name: &str) -> Person {
        self.newcomer(name, json!({"role": "STAFF"})).await
    }

    /// Lets days pass until nine in the morning of `day`, with everything that is due until then.
    pub async fn until(&self, day: &str) {
        let admin = self.admin().await;
        let target = at(day, 9).to_rfc3339();
        admin.commands("advanceClock", json!({"to": target}), "clock { now }").await.at("advanceClock");
        self.eventually("the clock settles", async || {
            admin.asks("{ clock { settled } }", json!({})).await.at("clock.settled") == true
        })
        .await;
    }

    /// Forgets failed sign-ins, as fifteen minutes would.
    pub async fn forgive_guesses(&self) {
        use sea_orm::EntityTrait;
        let forgotten = self
            .database
            .write(async |write| entity::access::throttle::Entity::delete_many().exec(write.on()).await)
            .await;
        forgotten.expect("the throttle is cleared");
    }

    /// Waits until something holds that the worker is about to bring about.
    pub async fn eventually(&self, what: &str, holds: impl AsyncFn() -> bool) {
        let started = Instant::now();
        while !holds().await {
            assert!(started.elapsed() < PATIENCE, "{what}: not within {PATIENCE:?}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Stops everything. Fails when mail is still waiting, or has failed.
    pub async fn close(self) {
        let admin = self.admin().await;
        self.eventually("all mail is out", async || {
            let planned = admin.asks("{ mails(filter: {states: [PLANNED, CLAIMED]}) { totalCount } }", json!({})).await;
            planned.at("mails.totalCount") == 0
        })
        .await;
        let failed = admin.asks("{ jobRuns(filter: {states: [FAILED]}) { nodes { kind error } } }", json!({})).await;
        assert_eq!(failed.list("jobRuns.nodes"), Vec::<serde_json::Value>::new(), "jobs have failed");
        self.leave().await;
    }

    /// Stops everything, whatever still waits.
    pub async fn leave(self) {
        self.stop.send(true).expect("somebody listens");
        for servant in self.servants {
            servant.await.expect("a servant ends in peace");
        }
        self.database.close().await.expect("the database closes");
    }

    /// The token in the newest mail to an address, as soon as there is one.
    async fn mail_to(&self, email: &str) -> String {
        let mailbox = || super::Mailbox::of(&self.arrivals, email);
        self.eventually("the invitation arrives", async || !mailbox().letters.is_empty()).await;
        mailbox().last().token()
    }
}

/// A moment in Hồ Chí Minh City.
pub fn at(day: &str, hour: u32) -> entity::clock::Instant {
    let day: NaiveDate = day.parse().expect("a day");
    let local = day.and_hms_opt(hour, 0, 0).expect("an hour");
    PROVIDER_ZONE.from_local_datetime(&local).single().expect("no summer time there").to_utc()
}

fn installation() -> api::install::NewInstallation {
    let offset = at(FIRST_DAY, 8) - machine_now();
    api::install::NewInstallation {
        is_sandbox: true,
        clock_offset: TimeDelta::seconds(offset.num_seconds()),
        provider: provider(),
        admin: ("Quản trị viên".to_owned(), "admin@khu.example".to_owned(), Locale::Vi),
    }
}

/// The provider of every story and of the demo.
pub fn provider() -> Profile {
    Profile {
        name: "Công ty TNHH Tư vấn Khu Xanh".to_owned(),
        tax_code: "0101243150".to_owned(),
        address: "Số 8, đường Nguyễn Huệ, phường Sài Gòn, TP. Hồ Chí Minh".to_owned(),
        email: "lienhe@khuxanh.example".to_owned(),
        phone: "+84 28 3822 0000".to_owned(),
        bank_name: "Vietcombank, chi nhánh TP. Hồ Chí Minh".to_owned(),
        bank_bin: "970436".to_owned(),
        bank_account: "0071000123456".to_owned(),
        bank_holder: "CONG TY TNHH TU VAN KHU XANH".to_owned(),
        signatory_name: "Nguyễn Thị Minh Khai".to_owned(),
        signatory_title: "Giám đốc".to_owned(),
    }
}

fn worker_settings(url: &str, key: MasterKey, [address, mail, files]: [&str; 3]) -> Settings {
    let text = |name: &str| match name {
        "DATABASE_URL" => Some(url.to_owned()),
        "KHU_PUBLIC_URL" => Some(address.to_owned()),
        "KHU_MAIL" => Some(mail.to_owned()),
        "KHU_FILES" => Some(files.to_owned()),
        "KHU_MAIL_FROM" => Some("Khu Xanh <khu@khuxanh.example>".to_owned()),
        "KHU_SECRET" => Some("BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=".to_owned()),
        _ => None,
    };
    let settings = Settings::read(text).expect("the settings of a story are right");
    let pace = Pace { poll_every: Duration::from_millis(10), stop_within: Duration::from_secs(5), ..Pace::default() };
    Settings { key, pace, ..settings }
}

async fn told(mut stopped: watch::Receiver<bool>) {
    stopped.wait_for(|stop| *stop).await.expect("the story ends before its teller");
}
