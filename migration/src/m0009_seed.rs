//! What every installation starts with and its admins edit later: days off, VAT rates, schedules.
//!
//! Days off: `vn-holidays.csv` beside this file, Vietnam 2026–2028. 2026 is as announced; the Tết days of later
//! years are estimates, so those years stay provisional. Saturday 2026-08-22 is worked, swapped for 31 August.
//! VAT: 10 % standard; 8 % reduced until the end of 2026 (Resolution 204/2025/QH15), the standard rate after it.

use crate::dialect;
use sea_orm_migration::prelude::{DbErr, MigrationName, MigrationTrait, SchemaManager};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};
use std::fmt::Write;

const DAYS_OFF: &str = include_str!("vn-holidays.csv");

/// Category, rate in basis points, first day, last day.
const VAT_RATES: [(&str, u32, &str, Option<&str>); 7] = [
    ("STANDARD", 1000, "2009-01-01", None),
    ("REDUCED", 800, "2025-07-01", Some("2026-12-31")),
    ("REDUCED", 1000, "2027-01-01", None),
    ("FIVE_PERCENT", 500, "2009-01-01", None),
    ("ZERO", 0, "2009-01-01", None),
    ("EXEMPT", 0, "2009-01-01", None),
    ("NOT_DECLARED", 0, "2009-01-01", None),
];

/// Kind, cron expression in the provider's zone. Slots before the installation's first day are not caught up.
const SCHEDULES: [(&str, &str); 4] =
    [("remind", "* * * * *"), ("reconcile", "* * * * *"), ("rearm", "15 0 * * *"), ("prune", "30 2 * * *")];

/// See the head of this file.
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0009_seed"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let script = [calendar(), vat_rates(manager.get_database_backend()), schedules()].concat();
        dialect::run(manager, &[&script]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let script = "DELETE FROM schedule; DELETE FROM vat_rate; DELETE FROM calendar_day; DELETE FROM calendar_year;";
        manager.get_connection().execute_unprepared(script).await?;
        Ok(())
    }
}

fn calendar() -> String {
    let mut script = String::from(
        "INSERT INTO calendar_year (year, confirmed_at) VALUES
            (2026, '2025-10-01T00:00:00+00:00'), (2027, NULL), (2028, NULL);
         INSERT INTO calendar_day (on_date, kind, name_vi, name_en) VALUES
            ('2026-08-22', 'WORKED', 'Làm bù cho ngày 31/08/2026', 'Working day in exchange for 31 August 2026');",
    );
    for line in DAYS_OFF.lines().skip(1) {
        let mut cells = line.splitn(3, ',');
        if let (Some(on), Some(name_en), Some(name_vi)) = (cells.next(), cells.next(), cells.next()) {
            let _infallible = write!(
                script,
                "INSERT INTO calendar_day (on_date, kind, name_vi, name_en) VALUES ('{on}', 'OFF', '{}', '{}');",
                name_vi.replace('\'', "''"),
                name_en.replace('\'', "''"),
            );
        }
    }
    script
}

/// Ids are fixed: the same rate has the same id in every installation.
fn vat_rates(backend: DbBackend) -> String {
    let mut script = String::new();
    for (number, (category, rate, from, to)) in VAT_RATES.iter().enumerate() {
        let id = if backend == DbBackend::Postgres {
            format!("'01900000-0000-7000-8000-{number:012x}'")
        } else {
            format!("x'01900000000070008000{number:012x}'")
        };
        let to = to.map_or_else(|| "NULL".to_owned(), |day| format!("'{day}'"));
        let _infallible = write!(
            script,
            "INSERT INTO vat_rate (id, category, rate_basis_points, valid_from, valid_to)
                VALUES ({id}, '{category}', {rate}, '{from}', {to});"
        );
    }
    script
}

/// `last_slot_at` far in the past would replay history: the first tick of a schedule only takes its latest slot.
fn schedules() -> String {
    let mut script = String::new();
    for (kind, cron) in SCHEDULES {
        let _infallible = write!(
            script,
            "INSERT INTO schedule (kind, cron, zone, last_slot_at, version)
                VALUES ('{kind}', '{cron}', 'Asia/Ho_Chi_Minh', '2026-01-01T00:00:00+00:00', 1);"
        );
    }
    script
}
