//! The worker's process. Settings are environment variables; see `.env.example`.

use std::io::Write as _;
use std::process::ExitCode;

use process::{environment, read_env_file, told_to_stop};
use tracing_subscriber::EnvFilter;
use worker::settings::Settings;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let ended = match read_env_file() {
        Ok(()) => run().await,
        Err(refused) => Err(refused.to_string()),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            // Nobody is left to tell when the way out itself is broken.
            writeln!(std::io::stderr(), "{reason}").ok();
            ExitCode::from(2)
        }
    }
}

async fn run() -> Result<(), String> {
    let logs = environment("RUST_LOG").unwrap_or_else(|| "info".to_owned());
    tracing_subscriber::fmt().json().with_env_filter(EnvFilter::new(logs)).with_writer(std::io::stderr).init();
    let settings = Settings::from_environment().map_err(|wrong| wrong.to_string())?;
    worker::run(settings, told_to_stop()).await.map_err(|refused| refused.to_string())
}
