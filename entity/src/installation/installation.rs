//! Table: the installation's single row, and the business clock it makes.

use crate::clock::{BusinessClock, Instant, machine_now};
use chrono::{SubsecRound, TimeDelta};
use sea_orm::entity::prelude::*;
use sea_orm::{DbBackend, FromQueryResult, QuerySelect};

/// The id of the only row.
pub(super) const ONLY: i32 = 1;

/// What is fixed when an installation is made, and how far its business clock has been moved.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "installation")]
pub struct Model {
    /// Always 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    /// Whether the clock may be moved; never changes.
    pub sandbox: bool,
    /// How far the business clock is ahead of the machine's, in microseconds.
    pub clock_offset_micros: i64,
    /// Where the business clock is being moved to; `None` when it stands where it was asked to.
    pub clock_target_at: Option<Instant>,
    /// Tells whether a process has the secret the installation was made with.
    pub secret_check: String,
    /// When it was made, by the machine clock.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// The installation with the clock of the moment it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installation {
    /// The row.
    pub row: Model,
    /// The business clock at this moment.
    pub clock: BusinessClock,
}

impl Installation {
    /// The machine clock at the moment it was read.
    pub fn machine(&self) -> Instant {
        let offset = TimeDelta::microseconds(self.row.clock_offset_micros);
        self.clock.now.checked_sub_signed(offset).unwrap_or(self.clock.now)
    }
}

/// The row and the database's clock at the moment it was read.
#[derive(FromQueryResult)]
struct Reading {
    #[sea_orm(nested)]
    row: Model,
    machine_at: Instant,
}

/// The installation; `None` when the database has the tables but nobody made an installation yet. One statement: every
/// request begins with it.
pub async fn find(connection: &impl ConnectionTrait) -> Result<Option<Installation>, DbErr> {
    let select = Entity::find_by_id(ONLY);
    let reading = if connection.get_database_backend() == DbBackend::Postgres {
        select.expr_as(Expr::cust("clock_timestamp()"), "machine_at").into_model::<Reading>().one(connection).await?
    } else {
        // An SQLite database lives on this machine, so its clock is this machine's.
        select.one(connection).await?.map(|row| Reading { row, machine_at: machine_now() })
    };
    Ok(reading.map(|Reading { row, machine_at }| {
        let offset = TimeDelta::microseconds(row.clock_offset_micros);
        let clock = BusinessClock::at(machine_at.trunc_subsecs(6), offset, row.clock_target_at, row.sandbox);
        Installation { row, clock }
    }))
}

/// The installation of a process that has started: start-up has made sure that there is one.
pub async fn read(connection: &impl ConnectionTrait) -> Result<Installation, DbErr> {
    find(connection).await?.ok_or_else(|| DbErr::RecordNotFound("the installation".to_owned()))
}
