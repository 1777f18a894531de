//! What every worker does besides its jobs: schedules become jobs, lost jobs are found, called-off ones are told.

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
    loop {
        if let Err(error) = once(floor).await {
            tracing::warn!(%error, "schedules and lost jobs could not be looked after; trying again");
        }
        tokio::select! {
            () = &mut stopped => return,
            () = sleep(floor.pace.poll_every) => {}
        }
    }
}

async fn once(floor: &Floor) -> Result<(), DbErr> {
    tick_schedules(floor).await?;
    find_lost(floor).await?;
    if !floor.held.is_empty() {
        for job in run::called_off(floor.desk.database.read(), &floor.name).await? {
            floor.held.stop(job);
        }
    }
    Ok(())
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

async fn find_lost(floor: &Floor) -> Result<(), DbErr> {
    let database = &floor.desk.database;
    let now = read_machine(database.read()).await?;
    if !run::is_any_lost(database.read(), now).await? {
        return Ok(());
    }
    database
        .write(async |write| {
            let given_up = recover(write).await?;
            floor.duties.give_up(write, &given_up).await
        })
        .await?;
    floor.wake.notify_one();
    Ok(())
}
