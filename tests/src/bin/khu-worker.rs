//! A worker as a process of its own, for tests that kill it. Settings come from the environment, as for the real one;
//! it is quicker about leases, so that a test need not wait for half a minute.
//!
//! With a file as its argument it does no real duties: it writes a line into the file as each job begins.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use entity::job::JobKind;
use tracing_subscriber::EnvFilter;
use worker::queue::{Counts, Duties, Outcome, Pace, Run};
use worker::settings::Settings;

#[tokio::main]
async fn main() -> ExitCode {
    let logs = EnvFilter::new(std::env::var("RUST_LOG").unwrap_or_else(|_| "off".to_owned()));
    tracing_subscriber::fmt().with_env_filter(logs).with_writer(std::io::stderr).init();
    let settings = Settings { pace: pace(), ..Settings::from_environment().expect("a test's own settings") };
    let duties = std::env::args_os().nth(1).map_or_else(worker::duty::all, |journal| journaling(journal.into()));
    match worker::work(settings, duties, process::told_to_stop()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(refused) => {
            eprintln!("{refused}");
            ExitCode::from(2)
        }
    }
}

fn pace() -> Pace {
    Pace {
        concurrency: 8,
        poll_every: Duration::from_millis(20),
        lease: Duration::from_secs(2),
        renew_every: Duration::from_millis(400),
        stop_within: Duration::from_secs(10),
    }
}

fn journaling(journal: PathBuf) -> Duties {
    [JobKind::Remind, JobKind::Prune].into_iter().fold(Duties::new(), |duties, kind| {
        let journal = journal.clone();
        duties.with(kind, move |_, run| {
            begin(&journal, run);
            Box::pin(async {
                tokio::time::sleep(Duration::from_millis(30)).await;
                Outcome::Done(Counts::done(1))
            })
        })
    })
}

/// One write of a short line: lines of several processes do not mix.
fn begin(journal: &Path, run: &Run) {
    let mut file = OpenOptions::new().append(true).create(true).open(journal).expect("the journal opens");
    file.write_all(format!("{}\n", run.job).as_bytes()).expect("the journal is written");
}
