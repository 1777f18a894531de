//! How much memory the programs hold when nothing happens: the built `api` and `worker` on a database with ten thousand
//! contracts, ten seconds after they began.

use std::time::Duration;

use super::crowd::gather;
use super::ground::Ground;
use super::program::{Program, find};
use crate::engine::Engine;

const CONTRACTS: usize = 10_000;
/// After that long they have settled.
const SETTLES: Duration = Duration::from_secs(10);

pub(super) async fn measure() -> Result<(), String> {
    find("api")?;
    find("worker")?;
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if let Some(ground) = Ground::new(engine).await {
            gather(&ground.database, CONTRACTS).await;
            for (name, arguments) in [("api", vec!["serve"]), ("worker", vec![])] {
                let settings = ground.settings(&[("KHU_LISTEN", "127.0.0.1:0")]);
                let program = Program::start(name, &arguments, &settings)?;
                tokio::time::sleep(SETTLES).await;
                let mib_tenths = program.resident_kib()? * 10 / 1_024;
                let value = format!("{}.{} MiB", mib_tenths / 10, mib_tenths % 10);
                super::print(&format!("idle memory of {name}"), engine, &value);
                program.stop()?;
            }
        }
    }
    Ok(())
}
