//! A served Khu for the programs that look at it from outside.

use api::{
    http::{Site, peer::TrustedProxies},
    install::{NewInstallation, install},
    serve::serve_on,
};
use chrono::TimeDelta;
use entity::{access::MasterKey, installation::provider::Profile, value::locale::Locale};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use tests::engine::{Engine, TestDatabase};
use tokio::net::TcpListener;

/// The first admin's address.
pub const EMAIL: &str = "lan@khu.example.vn";
/// The first admin's password.
pub const PASSWORD: &str = "a-long-walk-by-the-river";

/// An installation of its own, with nobody in it but Lan, its first admin.
pub struct House {
    base: String,
    database: TestDatabase,
}

impl House {
    /// Opens it on a free port of this machine.
    pub async fn open() -> Self {
        let fresh = TestDatabase::new(Engine::Sqlite).await.expect("SQLite is always there");
        let database = fresh.open().await;
        let key = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=".parse::<MasterKey>().expect("32 bytes");
        install(&database, &key, (installation(), PASSWORD.to_owned())).await.expect("an installation");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let site = Site { origin: base.parse().expect("an origin"), trusted_proxies: TrustedProxies::default() };
        let files = format!("file:{}", std::env::temp_dir().display()).parse().expect("a folder");
        tokio::spawn(serve_on(listener, database, (key, site, files), std::future::pending()));
        Self { base, database: fresh }
    }

    /// The whole address of a path.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// A token of Lan's.
    pub async fn token(&self) -> String {
        let query = "mutation SignIn($input: SignInInput!) { signIn(input: $input) { token } }";
        let body = self.ask("", query, &json!({"input": {"email": EMAIL, "password": PASSWORD}})).await;
        body["data"]["signIn"]["token"].as_str().unwrap_or_else(|| panic!("no token: {body}")).to_owned()
    }

    /// The answer to a document; asked as a visitor if the token is empty.
    pub async fn ask(&self, token: &str, query: &str, variables: &Value) -> Value {
        let mut request = reqwest::Client::new().post(self.address("/graphql"));
        if !token.is_empty() {
            request = request.bearer_auth(token);
        }
        let sent = request.json(&json!({"query": query, "variables": variables})).send().await;
        sent.expect("an answer").json().await.expect("JSON")
    }

    /// Takes a table out of its database: whatever needs it fails from now on.
    pub async fn lose(&self, table: &str) {
        let database = sea_orm::Database::connect(&self.database.url).await.expect("the database");
        database.execute_unprepared(&format!("ALTER TABLE {table} RENAME TO lost")).await.expect("a table to lose");
    }
}

fn installation() -> NewInstallation {
    let provider = Profile {
        name: "Công ty TNHH Dịch vụ Khu".into(),
        tax_code: "0100109106".into(),
        address: "1 Đường số 1, KCN Tân Bình".into(),
        email: "lienhe@khu.example.vn".into(),
        phone: "02812345678".into(),
        bank_name: "Vietcombank".into(),
        bank_bin: "970436".into(),
        bank_account: "0011001234567".into(),
        bank_holder: "CONG TY TNHH DICH VU KHU".into(),
        signatory_name: "Lê Minh".into(),
        signatory_title: "Giám đốc".into(),
    };
    let admin = ("Trần Thị Lan".to_owned(), EMAIL.to_owned(), Locale::En);
    NewInstallation { is_sandbox: true, clock_offset: TimeDelta::zero(), provider, admin }
}
