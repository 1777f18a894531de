//! The worker's process. Settings are environment variables; see `.env.example`.

use std::io::Write as _;
use std::process::ExitCode;

use tracing_subscriber::EnvFilter;
use worker::settings::{Settings, environment};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    dotenvy::dotenv().ok();
    let logs = environment("RUST_LOG").unwrap_or_else(|| "info".to_owned());
    tracing_subscriber::fmt().json().with_env_filter(EnvFilter::new(logs)).with_writer(std::io::stderr).init();
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            // Nobody is left to tell when the way out itself is broken.
            writeln!(std::io::stderr(), "{reason}").ok();
            ExitCode::from(2)
        }
    }
}

async fn run() -> Result<(), String> {
    let settings = Settings::from_environment().map_err(|wrong| wrong.to_string())?;
    worker::run(settings, worker::told_to_stop()).await.map_err(|refused| refused.to_string())
}
