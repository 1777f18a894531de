//! What every worker does besides its jobs: schedules become jobs, lost jobs are found, called-off ones are told.

use std::time::Instant;

use entity::clock::read_machine;
use entity::installation;
use entity::job::record::{recover, tick};
use entity::job::{run, schedule};
use sea_orm::DbErr;
use tokio::time::sleep;

use super::floor::Floor;

/// Looks after all of it, again and again until `stopped` resolves.
pub(super) async fn keep_up(floor: &Floor, stopped: impl Future<Output = ()>) {
    let mut stopped = std::pin::pin!(stopped);
    let mut answers_since = Instant::now();
    loop {
        let asked_at = Instant::now();
        let done = once(floor, asked_at, answers_since).await;
        if let Err(error) = &done {
            tracing::warn!(%error, "schedules and lost jobs could not be looked after; trying again");
        }
        if done.is_err() || was_away(floor, asked_at) {
            answers_since = Instant::now();
        }
        tokio::select! {
            () = &mut stopped => return,
            () = sleep(floor.pace.poll_every) => {}
        }
    }
}

async fn once(floor: &Floor, asked_at: Instant, answers_since: Instant) -> Result<(), DbErr> {
    tick_schedules(floor).await?;
    // A database that was away let every lease run out: first whoever still works gets the time to renew.
    if answers_since.elapsed() >= floor.pace.renew_every.saturating_mul(2) {
        find_lost(floor, asked_at).await?;
    }
    if !floor.held.is_empty() {
        for job in run::called_off(floor.desk.database.read(), &floor.name).await? {
            floor.held.stop(job);
        }
    }
    Ok(())
}

/// Whether the answer took so long that others may not have been able to renew: a connection that is waited for
/// hides that the database was away.
fn was_away(floor: &Floor, asked_at: Instant) -> bool {
    asked_at.elapsed() >= floor.pace.renew_every
}

/// While a sandbox's clock is being moved the moving duty runs what is due on the way; slots are caught up after it.
async fn tick_schedules(floor: &Floor) -> Result<(), DbErr> {
    let database = &floor.desk.database;
    let clock = installation::read(database.read()).await?.clock;
    if !clock.is_settled() {
        return Ok(());
    }
    for kind in schedule::due(database.read(), clock.now).await? {
        match database.write(async |write| tick(write, kind, clock.now).await).await {
            Ok(Some(_)) => floor.wake.notify_one(),
            Ok(None) => {}
            Err(error) => {
                tracing::warn!(%error, kind = kind.word(), "the schedule of a kind could not be looked after");
            }
        }
    }
    Ok(())
}

async fn find_lost(floor: &Floor, asked_at: Instant) -> Result<(), DbErr> {
    let database = &floor.desk.database;
    let now = read_machine(database.read()).await?;
    if !run::is_any_lost(database.read(), now).await? {
        return Ok(());
    }
    database
        .write(async |write| {
            if was_away(floor, asked_at) {
                return Ok(());
            }
            let given_up = recover(write).await?;
            floor.duties.give_up(write, &given_up).await
        })
        .await?;
    floor.wake.notify_one();
    Ok(())
}
