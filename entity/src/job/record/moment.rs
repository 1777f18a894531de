//! The database's now inside a statement: all workers and all enqueuers go by one clock.

use crate::clock::machine_now;
use crate::database::Write;
use chrono::TimeDelta;
use sea_orm::DbBackend;
use sea_orm::sea_query::Expr;
use std::time::Duration;

/// Now. An SQLite database lives on this machine, so its clock is this machine's.
pub(super) fn now(write: &Write) -> Expr {
    after(write, Duration::ZERO)
}

/// So long after now.
pub(super) fn after(write: &Write, wait: Duration) -> Expr {
    let wait = TimeDelta::from_std(wait).unwrap_or(TimeDelta::MAX);
    if write.backend() == DbBackend::Postgres {
        let micros = wait.num_microseconds().unwrap_or(i64::MAX);
        return Expr::cust_with_values("statement_timestamp() + $1 * interval '1 microsecond'", [micros]);
    }
    let now = machine_now();
    Expr::val(now.checked_add_signed(wait).unwrap_or(now))
}
