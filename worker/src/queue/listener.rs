//! Hears on PostgreSQL when something was enqueued: jobs begin within milliseconds instead of at the next look.

use std::time::Duration;

use entity::database::Opening;
use entity::job::record::CHANNEL;
use sea_orm::sqlx::Error;
use sea_orm::sqlx::postgres::PgListener;
use tokio::time::sleep;

use super::floor::Floor;

/// How long to wait before listening again.
const WAIT: Duration = Duration::from_secs(2);

/// Wakes the worker at each notification, on a connection of its own, until dropped. What is missed while the
/// connection is away is found by the next look.
pub(super) async fn listen(floor: &Floor, opening: &Opening) {
    loop {
        if let Err(error) = hear(floor, opening).await {
            tracing::debug!(%error, "not listening for new jobs; trying again");
        }
        sleep(WAIT).await;
    }
}

async fn hear(floor: &Floor, opening: &Opening) -> Result<(), Error> {
    let mut listener = PgListener::connect(&opening.url).await?;
    listener.listen(CHANNEL).await?;
    floor.wake.notify_one();
    while listener.try_recv().await?.is_some() {
        floor.wake.notify_one();
    }
    Ok(())
}
