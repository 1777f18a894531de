//! The figures that Khu promises, each measured by its own file: `cargo run --release -p tests --bin measure -- <figure>`.
//!
//! PostgreSQL is the server of `KHU_TEST_POSTGRES_URL`. Without it a throw-away cluster is made, which does not wait for
//! the disk: its figures are not those of a server that does, and are marked.

mod jobs;

use crate::engine::Engine;

/// The figures, and what they need to know.
pub const USAGE: &str = "usage: measure <figure>

figures:
  jobs [number]   empty jobs per second with one worker, on SQLite and on PostgreSQL (20000)";

/// Measures one figure and prints it, on every engine that is there. `Err` is how it is used.
pub async fn run(arguments: &[&str]) -> Result<(), &'static str> {
    match arguments {
        ["jobs"] => jobs::measure(20_000).await,
        ["jobs", number] => jobs::measure(number.parse().map_err(|_| USAGE)?).await,
        _ => return Err(USAGE),
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
