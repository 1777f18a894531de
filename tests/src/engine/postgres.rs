//! PostgreSQL: a copy of a database that was migrated once in this process.

use super::cluster::Cluster;
use sea_orm::{ConnectionTrait, DatabaseConnection};
use std::io::Write;
use std::sync::OnceLock;
use tokio::sync::OnceCell;
use uuid::Uuid;

static SERVER: OnceLock<Option<Server>> = OnceLock::new();
static TEMPLATE: OnceCell<String> = OnceCell::const_new();

/// A PostgreSQL server that tests may make databases on.
pub(super) struct Server {
    /// Up to and without the database's name.
    base: String,
    /// Holds the throw-away cluster, where it is one.
    _cluster: Option<Cluster>,
}

/// The server of this process; `None`, said loudly, when there is none.
pub(super) fn server() -> Option<&'static Server> {
    SERVER.get_or_init(find).as_ref()
}

/// The address of a fresh database.
pub(super) async fn fresh() -> Option<String> {
    let server = server()?;
    let template = TEMPLATE.get_or_init(|| make_template(server)).await;
    let name = format!("khu_{}", Uuid::now_v7().simple());
    run(server, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    Some(format!("{}/{name}", server.base))
}

async fn make_template(server: &Server) -> String {
    let name = format!("khu_template_{}", Uuid::now_v7().simple());
    run(server, &format!("CREATE DATABASE {name}")).await;
    let database = connect(&format!("{}/{name}", server.base)).await;
    migration::up(&database).await.expect("the template is migrated");
    database.close().await.expect("the template closes");
    name
}

/// Each statement on a connection of its own: a kept one would die with the test whose runtime made it.
async fn run(server: &Server, statement: &str) {
    let database = connect(&format!("{}/postgres", server.base)).await;
    database.execute_unprepared(statement).await.expect(statement);
    database.close().await.expect("the connection closes");
}

async fn connect(url: &str) -> DatabaseConnection {
    let mut options = sea_orm::ConnectOptions::new(url.to_owned());
    options.max_connections(1).sqlx_logging(false);
    sea_orm::Database::connect(options).await.expect("the test server answers")
}

fn find() -> Option<Server> {
    if let Ok(url) = std::env::var("KHU_TEST_POSTGRES_URL") {
        let base = url.rsplit_once('/').filter(|(start, _)| start.contains("//") && !start.ends_with('/'));
        return Some(Server { base: base.map_or(url.clone(), |(start, _)| start.to_owned()), _cluster: None });
    }
    match Cluster::start() {
        Ok(cluster) => Some(Server { base: cluster.base(), _cluster: Some(cluster) }),
        Err(reason) => {
            assert!(std::env::var_os("KHU_REQUIRE_POSTGRES").is_none(), "PostgreSQL is required: {reason}");
            shout(&reason);
            None
        }
    }
}

/// Written past the test runner's capture: a run on SQLite alone must not look like a run on both.
fn shout(reason: &str) {
    let text = format!(
        "\n*** PostgreSQL was NOT tried: {reason}.\n*** The tests below ran on SQLite alone. \
         Install PostgreSQL's server or set KHU_TEST_POSTGRES_URL.\n\n"
    );
    std::io::stderr().write_all(text.as_bytes()).expect("stderr is open");
}
