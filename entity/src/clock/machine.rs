//! The machine clock.

use super::Instant;
use chrono::SubsecRound;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};

/// This machine's time. Between machines that share a database use [`read_machine`].
#[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
pub fn machine_now() -> Instant {
    chrono::Utc::now().trunc_subsecs(6)
}

/// The database's time, the same for all processes that share it: for leases, back-off, tokens, throttles.
///
/// An SQLite database lives on this machine, so its clock is this machine's.
pub async fn read_machine(connection: &impl ConnectionTrait) -> Result<Instant, DbErr> {
    if connection.get_database_backend() != DbBackend::Postgres {
        return Ok(machine_now());
    }
    let row = connection
        .query_one_raw(Statement::from_string(DbBackend::Postgres, "SELECT clock_timestamp() AS now"))
        .await?
        .ok_or_else(|| DbErr::RecordNotFound("the database's clock".to_owned()))?;
    Ok(row.try_get::<Instant>("", "now")?.trunc_subsecs(6))
}
