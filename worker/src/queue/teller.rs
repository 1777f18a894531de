//! Writes down how jobs ended: many at once, and until the database answers.

use std::time::Duration;

use entity::job::record::{Finish, finish};
use sea_orm::DbErr;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::timeout;

use super::floor::Floor;

/// Ends in one transaction at most.
const MOST_AT_ONCE: usize = 500;
/// How long to wait before telling again, at first and at most.
const FIRST_WAIT: Duration = Duration::from_millis(100);
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// How long one transaction of ends may take.
const PATIENCE: Duration = Duration::from_secs(15);

/// Tells every end that comes in, until nobody is left who could hand one in. While one transaction commits the next
/// ends gather: the busier the worker, the more of them share a commit.
pub(super) async fn tell_all(floor: &Floor, mut ends: UnboundedReceiver<Finish>) {
    let mut gathered = Vec::with_capacity(MOST_AT_ONCE);
    while ends.recv_many(&mut gathered, MOST_AT_ONCE).await > 0 {
        tell(floor, &gathered).await;
        floor.held.let_go(gathered.drain(..).map(|one| one.job));
        // A finished duty often has enqueued what comes next.
        floor.wake.notify_one();
    }
}

/// Together, as long as that works; else one by one: an end that cannot be written must not keep back the others.
async fn tell(floor: &Floor, told: &[Finish]) {
    let Err(error) = together(floor, told).await else { return };
    tracing::error!(%error, ends = told.len(), "the ends of jobs could not be written down; trying again");
    let mut left: Vec<&Finish> = told.iter().collect();
    let mut wait = FIRST_WAIT;
    while !left.is_empty() {
        tokio::time::sleep(wait).await;
        wait = wait.saturating_mul(2).min(LONGEST_WAIT);
        left = still_untold(floor, left).await;
    }
}

async fn still_untold<'a>(floor: &Floor, left: Vec<&'a Finish>) -> Vec<&'a Finish> {
    let mut untold = Vec::new();
    let mut left = left.into_iter();
    for one in left.by_ref() {
        let Err(error) = together(floor, std::slice::from_ref(one)).await else { continue };
        tracing::error!(%error, job = %one.job, "the end of a job could not be written down; trying again");
        untold.push(one);
        if matches!(error, DbErr::Conn(_) | DbErr::ConnectionAcquire(_)) {
            break;
        }
    }
    untold.extend(left);
    untold
}

async fn together(floor: &Floor, told: &[Finish]) -> Result<(), DbErr> {
    let telling = floor.desk.database.write(async |write| {
        let given_up = finish(write, &floor.name, told).await?;
        floor.duties.give_up(write, &given_up).await
    });
    timeout(PATIENCE, telling).await.unwrap_or_else(|_| Err(DbErr::Custom("no answer to the ends of jobs".to_owned())))
}
