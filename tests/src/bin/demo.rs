//! `cargo demo [--fresh] [--folder DIR] [--listen ADDRESS]`: see [`tests::demo`].

use std::process::ExitCode;

use tests::demo::{Told, run};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let told = match read(std::env::args().skip(1)) {
        Ok(told) => told,
        Err(reason) => return complain(&reason),
    };
    let logs = std::env::var("RUST_LOG").unwrap_or_else(|_| "warn".to_owned());
    tracing_subscriber::fmt().with_env_filter(logs).with_writer(std::io::stderr).init();
    match Box::pin(run(told, process::told_to_stop())).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(refused) => complain(&refused.to_string()),
    }
}

fn read(arguments: impl Iterator<Item = String>) -> Result<Told, String> {
    let (mut told, mut arguments) = (Told::default(), arguments);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--fresh" => told.is_fresh = true,
            "--folder" => told.folder = value()?.into(),
            "--listen" => {
                told.address = value()?.parse().map_err(|_| "--listen takes an address such as 127.0.0.1:8080")?;
            }
            other => {
                return Err(format!("unknown argument {other}; there are --fresh, --folder DIR and --listen ADDRESS"));
            }
        }
    }
    Ok(told)
}

fn complain(reason: &str) -> ExitCode {
    eprintln!("cargo demo: {reason}");
    ExitCode::from(2)
}
