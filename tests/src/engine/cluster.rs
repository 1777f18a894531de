//! A throw-away PostgreSQL cluster: made in a temporary folder, stopped and deleted with the process that made it.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long the server may take to answer for the first time.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running cluster. Its keeper is a shell that reads from us: when this process ends, however it ends, the pipe
/// closes, the keeper stops the server and deletes the folder.
pub(super) struct Cluster {
    port: u16,
    _keeper: Child,
}

impl Cluster {
    /// Makes and starts one, or says why it cannot.
    pub(super) fn start() -> Result<Self, String> {
        let programs = find_programs()?;
        let folder = make_folder()?;
        let initdb = format!(
            "exec '{}' -D '{}/data' -U khu --auth=trust --locale=C.UTF-8 --encoding=UTF8 --no-sync",
            programs.join("initdb").display(),
            folder.display()
        );
        let made = as_server_user(&initdb).output().map_err(|error| format!("initdb cannot run: {error}"))?;
        if !made.status.success() {
            return Err(format!("initdb failed: {}", String::from_utf8_lossy(&made.stderr).trim()));
        }
        let port = free_port()?;
        let keep = format!(
            "'{}' -D '{folder}/data' -p {port} -k '{folder}' -c listen_addresses=127.0.0.1 -c fsync=off \
             -c max_connections=400 >'{folder}/log' 2>&1 & server=$!; read -r _; kill -INT $server; wait $server; rm -rf '{folder}'",
            programs.join("postgres").display(),
            folder = folder.display()
        );
        let mut command = as_server_user(&keep);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let keeper = command.spawn().map_err(|error| format!("postgres cannot run: {error}"))?;
        await_answer(port)?;
        Ok(Self { port, _keeper: keeper })
    }

    /// Its address, up to and without the database's name.
    pub(super) fn base(&self) -> String {
        format!("postgres://khu@127.0.0.1:{}", self.port)
    }
}

fn find_programs() -> Result<PathBuf, String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    std::env::split_paths(&path)
        .chain(debian.map(|version| version.path().join("bin")))
        .find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
        .ok_or_else(|| "neither KHU_TEST_POSTGRES_URL nor initdb was found".to_owned())
}

/// `initdb` and `postgres` refuse to run as root: then they run as a user without rights.
fn server_user() -> Option<&'static str> {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    let exists = |user: &str| Command::new("id").arg(user).output().is_ok_and(|id| id.status.success());
    is_root.then(|| if exists("postgres") { "postgres" } else { "nobody" })
}

fn as_server_user(script: &str) -> Command {
    let mut command = if let Some(user) = server_user() {
        let mut command = Command::new("setpriv");
        command.args([&format!("--reuid={user}"), "--clear-groups", "sh", "-c", script]);
        command
    } else {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    };
    command.current_dir("/tmp");
    command
}

fn make_folder() -> Result<PathBuf, String> {
    let folder = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?.keep();
    if let Some(user) = server_user() {
        run("chown", &[user, &path_text(&folder)])?;
    }
    Ok(folder)
}

fn run(program: &str, arguments: &[&str]) -> Result<(), String> {
    let done = Command::new(program).args(arguments).status();
    if done.is_ok_and(|status| status.success()) { Ok(()) } else { Err(format!("{program} failed")) }
}

fn path_text(path: &Path) -> String {
    path.display().to_string()
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| format!("no free port: {error}"))?;
    listener.local_addr().map(|address| address.port()).map_err(|error| format!("no free port: {error}"))
}

/// The server opens its port only when it can answer.
fn await_answer(port: u16) -> Result<(), String> {
    let started = Instant::now();
    while started.elapsed() < PATIENCE {
        if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Err("the throw-away PostgreSQL did not answer".to_owned())
}
