//! Claims what is due, as much as there are free slots.

use std::sync::Arc;
use std::time::Duration;

use entity::clock::Instant;
use entity::job::record::{Claim, Finish, claim};
use entity::job::run::{self, Model};
use entity::{clock, installation};
use sea_orm::{DbBackend, DbErr};
use tokio::sync::mpsc::{Sender, UnboundedSender};
use tokio::sync::{AcquireError, OwnedSemaphorePermit};
use tokio::time::{sleep, timeout};

use super::claimed::Claimed;
use super::floor::Floor;

/// How long to wait when the database does not answer, at first and at most.
const FIRST_WAIT: Duration = Duration::from_millis(100);
const LONGEST_WAIT: Duration = Duration::from_secs(2);
/// How long free slots gather when more waits than fits.
const GATHER: Duration = Duration::from_millis(1);
/// How long a claim may take.
const PATIENCE: Duration = Duration::from_secs(15);

/// Claims until `stopped` resolves. It retries the database by itself and never drops a claim half-made: what comes
/// too late is given back.
pub(super) async fn claim_all(
    floor: Arc<Floor>,
    inbox: Sender<Claimed>,
    teller: UnboundedSender<Finish>,
    stopped: impl Future<Output = ()>,
) {
    let mut stopped = std::pin::pin!(stopped);
    let mut wait = FIRST_WAIT;
    let mut more_waits = false;
    loop {
        let free = tokio::select! {
            biased;
            () = &mut stopped => return,
            free = free_slots(&floor, more_waits) => free,
        };
        let Ok(mut free) = free else { return };
        let asked_for = free.len();
        match take(&floor, asked_for).await {
            Err(error) => {
                tracing::warn!(%error, "the queue cannot be read; trying again");
                drop(free);
                tokio::select! { () = &mut stopped => return, () = sleep(wait) => {} }
                wait = wait.saturating_mul(2).min(LONGEST_WAIT);
            }
            Ok((rows, _)) if rows.is_empty() => {
                wait = FIRST_WAIT;
                more_waits = false;
                drop(free);
                tokio::select! {
                    () = &mut stopped => return,
                    () = floor.wake.notified() => {}
                    () = sleep(floor.pace.poll_every) => {}
                }
            }
            Ok((rows, now)) => {
                wait = FIRST_WAIT;
                more_waits = rows.len() == asked_for;
                for row in rows {
                    let Some(slot) = free.pop() else { break };
                    let stop = floor.held.take(row.id);
                    let claimed = Claimed::new(row, now, stop, (teller.clone(), slot));
                    // With nobody there to run it any more it comes back, is dropped, and so given back.
                    let _sent_or_given_back = inbox.send(claimed).await;
                }
            }
        }
    }
}

/// One free slot at least, once jobs may begin; and all that are free with it. Where more waits than fits, it is worth
/// a moment that others become free as well: short jobs end together, and a claim costs the same for one or for all.
async fn free_slots(floor: &Floor, more_waits: bool) -> Result<Vec<OwnedSemaphorePermit>, AcquireError> {
    let mut may_begin = floor.may_begin.clone();
    let mut free = vec![Arc::clone(&floor.slots).acquire_owned().await?];
    if may_begin.wait_for(|may| *may).await.is_err() {
        tracing::debug!("nobody renews any more");
    }
    if more_waits {
        sleep(GATHER).await;
    }
    while let Ok(another) = Arc::clone(&floor.slots).try_acquire_owned() {
        free.push(another);
    }
    Ok(free)
}

/// What is due, and the business moment.
pub(super) async fn take(floor: &Floor, most: usize) -> Result<(Vec<Model>, Instant), DbErr> {
    let database = &floor.desk.database;
    let kinds = floor.duties.kinds();
    let machine_now = clock::machine_now();
    if database.backend() == DbBackend::Sqlite && !run::is_any_due(database.read(), &kinds, machine_now).await? {
        return Ok((Vec::new(), machine_now));
    }
    let limit = u32::try_from(most).unwrap_or(u32::MAX);
    let asked = Claim { worker: &floor.name, kinds: &kinds, limit, lease: floor.pace.lease };
    let taking = database.write(async |write| {
        let now = installation::read(write.on()).await?.clock.now;
        Ok((claim(write, asked).await?, now))
    });
    // A claim whose answer is not waited for is nobody's: its lease runs out, for only what is held is renewed.
    timeout(PATIENCE, taking).await.unwrap_or_else(|_| Err(DbErr::Custom("no answer to a claim".to_owned())))
}
