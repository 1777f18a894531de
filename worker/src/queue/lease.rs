//! Renews the leases, from a thread of its own: a duty that blocks the runtime must not lose its job to another worker.

use std::collections::HashSet;
use std::sync::Arc;
use std::thread::JoinHandle;

use entity::database::{Database, Opening};
use entity::job::record::renew;
use sea_orm::DbErr;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use super::floor::Floor;

/// Starts the thread; it ends when `stopped` says so, or with the one that could say it. `may_begin` tells whether
/// the last renewal went through.
pub(super) fn keep(
    floor: Arc<Floor>,
    opening: Opening,
    may_begin: watch::Sender<bool>,
    stopped: watch::Receiver<bool>,
) -> std::io::Result<JoinHandle<()>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let opening = Opening { connections: 1, ..opening };
    std::thread::Builder::new()
        .name("lease".to_owned())
        .spawn(move || runtime.block_on(keep_on(&floor, &opening, &may_begin, stopped)))
}

async fn keep_on(
    floor: &Floor,
    opening: &Opening,
    may_begin: &watch::Sender<bool>,
    mut stopped: watch::Receiver<bool>,
) {
    let mut database = None;
    loop {
        tokio::select! {
            _ = stopped.wait_for(|stop| *stop) => return,
            () = sleep(floor.pace.renew_every) => {}
        }
        let renewed = timeout(floor.pace.renew_every, once(floor, opening, &mut database)).await;
        let failure = match renewed {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(error.to_string()),
            Err(_) => Some("no answer".to_owned()),
        };
        let was_well = may_begin.send_replace(failure.is_none());
        if let Some(error) = failure.filter(|_| was_well) {
            tracing::error!(error, "leases cannot be renewed; nothing new is begun until they can");
        }
    }
}

async fn once(floor: &Floor, opening: &Opening, database: &mut Option<Database>) -> Result<(), DbErr> {
    let held = floor.held.ids();
    if held.is_empty() {
        return Ok(());
    }
    let database = match database {
        Some(open) => open,
        none => none.insert(open(opening).await?),
    };
    let kept = database.write(async |write| renew(write, &floor.name, &held, floor.pace.lease).await).await?;
    let still_ours: HashSet<_> = kept.iter().filter(|job| !job.cancel_requested).map(|job| job.id).collect();
    // Called off, or taken by another worker. Those that ended meanwhile are not held any more.
    for job in held.into_iter().filter(|job| !still_ours.contains(job)) {
        floor.held.stop(job);
    }
    Ok(())
}

async fn open(opening: &Opening) -> Result<Database, DbErr> {
    Database::open(opening.clone()).await.map_err(|refused| DbErr::Custom(refused.to_string()))
}
