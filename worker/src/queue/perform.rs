//! Runs one claimed job and tells how it ended, whatever its duty does.

use std::sync::Arc;
use std::time::Instant;

use entity::job::record::End;
use tracing::Instrument as _;

use super::Outcome;
use super::claimed::Claimed;
use super::duties::Duties;
use crate::desk::Desk;

/// Runs it in a task of its own, so that one that computes for long does not hold up the others. Dropped before the
/// end, the task is cut off at its next wait and the job given back.
pub(super) async fn perform(desk: Desk, duties: Arc<Duties>, claimed: Claimed) {
    let span = tracing::info_span!("job", kind = claimed.row().kind.word(), job = %claimed.row().id, attempt = claimed.row().attempts);
    let task = tokio::spawn(to_its_end(desk, duties, claimed).instrument(span));
    let cut_off = CutOff(task.abort_handle());
    // The task catches its duty's panics; nothing else in it can fail.
    let _ended = task.await;
    drop(cut_off);
}

async fn to_its_end(desk: Desk, duties: Arc<Duties>, claimed: Claimed) {
    let began = Instant::now();
    let run = claimed.run();
    let end = end_of(duties.perform(&desk, &run).await, claimed.was_stopped());
    let took_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    match &end {
        End::Done(counts) | End::Cancelled(counts) => {
            tracing::debug!(took_ms, done = counts.done, skipped = counts.skipped, failed = counts.failed, "job ended");
        }
        End::Retry { reason, .. } => tracing::warn!(took_ms, reason, "job failed and is tried again"),
        End::GiveUp(reason) => tracing::error!(took_ms, reason, "job given up"),
        End::GivenBack | End::Lost => tracing::debug!(took_ms, "job given back"),
    }
    claimed.tell(end);
}

pub(super) fn end_of(outcome: Outcome, was_stopped: bool) -> End {
    match outcome {
        Outcome::Done(counts) if was_stopped => End::Cancelled(counts),
        Outcome::Done(counts) => End::Done(counts),
        Outcome::Retry(reason) => End::Retry { reason, random: random() },
        Outcome::GiveUp(reason) => End::GiveUp(reason),
    }
}

fn random() -> u32 {
    // Without randomness the waits are merely not spread.
    getrandom::u32().unwrap_or_default()
}

struct CutOff(tokio::task::AbortHandle);

impl Drop for CutOff {
    fn drop(&mut self) {
        self.0.abort();
    }
}
