//! The figures that Khu promises, each measured by its own file: `cargo run --release -p tests --bin measure -- <figure>`.
//! Those that run `api` and `worker` as processes find them where `cargo build --release` puts them.
//!
//! PostgreSQL is the server of `KHU_TEST_POSTGRES_URL`. Without it a throw-away cluster is made, which does not wait for
//! the disk: its figures are not those of a server that does, and are marked.

mod crowd;
mod documents;
mod ground;
mod jobs;
mod mails;
mod memory;
mod program;
mod start;
mod sweep;

use crate::engine::Engine;

/// The figures, and what they need to know.
pub const USAGE: &str = "usage: measure <figure>

figures, each on SQLite and on PostgreSQL:
  start               from the start of api to its first answered query
  memory              resident memory of idle api and worker
  mails [number]      mails per second with one worker, rendering included (3000)
  jobs [number]       empty jobs per second with one worker (20000)
  documents [number]  how long a completion report takes to be printed, and what memory many take (1000; SQLite alone)
  sweep [contracts]   how long a sweep for reminders takes when nothing is due (100000)";

/// Measures one figure and prints it, on every engine that is there. `Err` is how it is used, or what is missing.
pub async fn run(arguments: &[&str]) -> Result<(), String> {
    let number = |text: &str| text.parse().map_err(|_| USAGE.to_owned());
    match arguments {
        ["start"] => start::measure().await?,
        ["memory"] => memory::measure().await?,
        ["mails"] => mails::measure(3_000).await?,
        ["mails", mails] => mails::measure(number(mails)?).await?,
        ["jobs"] => jobs::measure(20_000).await,
        ["jobs", jobs] => jobs::measure(number(jobs)?).await,
        ["documents"] => documents::measure(1_000).await?,
        ["documents", papers] => documents::measure(number(papers)?.max(1)).await?,
        ["sweep"] => sweep::measure(100_000).await,
        ["sweep", contracts] => sweep::measure(number(contracts)?).await,
        _ => return Err(USAGE.to_owned()),
    }
    Ok(())
}

/// One measured figure on a line of its own.
fn print(figure: &str, engine: Engine, value: &str) {
    let note = match engine {
        Engine::Sqlite => "",
        Engine::Postgres if std::env::var_os("KHU_TEST_POSTGRES_URL").is_some() => "",
        Engine::Postgres => " (throw-away server that does not wait for the disk)",
    };
    let build = if cfg!(debug_assertions) { " (debug build: says nothing)" } else { "" };
    println!("{figure} on {engine:?}: {value}{note}{build}");
}
