//! Deletes what has been kept long enough: finished jobs, sessions and one-time tokens that ended, old failures.

use chrono::TimeDelta;
use entity::access::{record_session, record_token, throttle};
use entity::clock::Instant;
use entity::database::Write;
use entity::installation;
use entity::job;
use sea_orm::DbErr;

use crate::desk::Desk;
use crate::queue::{Counts, Outcome, Run};

/// How many jobs are deleted in one transaction.
const PAGE: u64 = 1_000;

/// How long sessions and tokens are kept after their end, by the machine clock.
const KEPT: TimeDelta = TimeDelta::days(30);

/// Deletes in small transactions. A dry run deletes as well, and takes it back.
pub(super) async fn run(desk: &Desk, run: &Run) -> Outcome {
    prune(desk, run).await.into()
}

async fn prune(desk: &Desk, run: &Run) -> Result<Counts, Outcome> {
    let machine = installation::read(desk.database.read()).await?.machine();
    let mut counts = Counts::default();
    loop {
        let (deleted, is_all) = match desk.database.write(async |write| once(write, run.dry_run, machine).await).await {
            Ok(deleted) | Err(TakenBack::Counted(deleted)) => deleted,
            Err(TakenBack::Failed(error)) => return Err(error.into()),
        };
        counts = counts.and(Counts::done(i64::try_from(deleted).unwrap_or(i64::MAX)));
        if is_all || run.dry_run || run.is_cancelled() {
            return Ok(counts);
        }
    }
}

/// Why a transaction was taken back.
enum TakenBack {
    /// Only to be counted: how many would go, and whether those are all.
    Counted((u64, bool)),
    /// The database failed.
    Failed(DbErr),
}

impl From<DbErr> for TakenBack {
    fn from(error: DbErr) -> Self {
        Self::Failed(error)
    }
}

/// Deletes what is over; of jobs [`PAGE`] at most, in a dry run all. Answers how many went, and whether those were all.
async fn once(write: &Write, is_dry: bool, machine: Instant) -> Result<(u64, bool), TakenBack> {
    let before = machine.checked_sub_signed(KEPT).unwrap_or(machine);
    let mut deleted = record_session::prune(write, before).await?;
    deleted += record_token::prune(write, before).await?;
    deleted += throttle::prune(write, machine).await?;
    loop {
        let jobs = job::record::prune(write, machine, PAGE).await?;
        deleted += jobs;
        let is_all = jobs < PAGE;
        if is_dry && is_all {
            return Err(TakenBack::Counted((deleted, true)));
        }
        if !is_dry {
            return Ok((deleted, is_all));
        }
    }
}
