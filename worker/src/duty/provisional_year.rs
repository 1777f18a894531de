//! Puts a year before a person whose days off are not announced yet, before a reminder depends on one (design 3).

use chrono::{Datelike, TimeDelta};
use entity::calendar;
use entity::calendar::zone::{PROVIDER_ZONE, day_of};
use entity::clock::Instant;
use entity::refusal::Words;
use entity::reminder;
use entity::task::{self, record::Task};
use sea_orm::DbErr;

use crate::desk::Desk;

/// How long before a date people have to look for the announcement.
const AHEAD: TimeDelta = TimeDelta::days(60);

/// Raises one task per year that is not confirmed and in which a reminder falls within the next sixty days.
pub(super) async fn alarm(desk: &Desk, now: Instant) -> Result<(), DbErr> {
    let until = now.checked_add_signed(AHEAD).unwrap_or(now);
    let last = day_of(until, PROVIDER_ZONE);
    let calendar = calendar::read(desk.database.read()).await?;
    let begins = last.with_ordinal(1).filter(|_| calendar.is_provisional(last));
    let Some(begins) = begins else { return Ok(()) };
    let from = calendar::zone::start_of_day(begins, PROVIDER_ZONE).max(now);
    if !reminder::is_any_between(desk.database.read(), from, until).await? {
        return Ok(());
    }
    let (kind, year) = (task::Kind::CalendarProvisional, last.year());
    let task = Task {
        kind,
        key: format!("{kind:?}:{year}"),
        contract_id: None,
        subject_id: None,
        detail: Words::new(
            format!(
                "Có thư nhắc rơi vào năm {year}, mà lịch nghỉ lễ của năm này chưa được xác nhận. \
                 Hãy nhập lịch nghỉ theo thông báo của Chính phủ rồi xác nhận năm {year}."
            ),
            format!(
                "Reminders fall into {year}, whose days off are not confirmed yet. Enter the days off as the government \
                 announced them, then confirm {year}."
            ),
        ),
    };
    desk.database.write(async |write| task::record::raise(write, now, task).await).await
}
