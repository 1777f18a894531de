//! `noticeForecast`: who would be mailed on a day.

use std::sync::Arc;

use async_graphql::{Context, Object};
use chrono::TimeDelta;
use entity::clock::Instant;
use entity::refusal::Words;
use entity::reminder;
use entity::reminder::forecast::{ForecastLine, ForecastMail, forecast};
use entity::value::id::ReminderId;

use super::object::Reminder;
use super::page::ReminderPage;
use crate::desk::{AtDesk, Desk};
use crate::error::{ApiError, Nullable, nullable};
use crate::party::customer::Customer;
use crate::party::customers::Customers;
use crate::value::{Day, Relation};

/// How far ahead a forecast reaches, in days.
const FARTHEST_DAYS: i64 = 366;

/// A mail that would go out.
#[derive(Clone, Debug)]
pub struct ForecastedMail {
    mail: ForecastMail,
    page: Arc<ForecastPage>,
}

/// What a mail that would go out says about one reminder.
#[derive(Clone, Debug)]
pub struct ForecastedLine {
    line: ForecastLine,
    page: Arc<ForecastPage>,
}

/// What hangs on all mails of the day.
#[derive(Debug)]
struct ForecastPage {
    customers: Customers,
    ids: Vec<ReminderId>,
    reminders: Relation<ReminderId, (reminder::Model, Arc<ReminderPage>)>,
}

/// A mail that would go out on the day, if nothing is paid, paused or changed until then.
#[Object]
impl ForecastedMail {
    /// To which company.
    async fn customer(&self, ctx: &Context<'_>) -> Nullable<Customer> {
        nullable(async { self.page.customers.at(ctx.desk()?, Some(self.mail.customer_id)).await }).await
    }

    /// Whether there is an address to send it to, from which no mail came back.
    async fn is_reachable(&self) -> bool {
        self.mail.is_reachable
    }

    /// When.
    async fn at(&self) -> Instant {
        self.mail.at
    }

    /// What it would say: at least one.
    async fn lines(&self) -> Vec<ForecastedLine> {
        let line = |line: &ForecastLine| ForecastedLine { line: line.clone(), page: Arc::clone(&self.page) };
        self.mail.lines.iter().map(line).collect()
    }
}

/// What a mail that would go out says about one reminder.
#[Object]
impl ForecastedLine {
    /// Which stage, in days from the day reminded of.
    async fn offset_days(&self) -> i32 {
        self.line.offset_days
    }

    /// Which reminder.
    async fn reminder(&self, ctx: &Context<'_>) -> Nullable<Reminder> {
        nullable(async { self.page.reminder(ctx.desk()?, self.line.reminder_id).await }).await
    }
}

impl ForecastPage {
    async fn reminder(&self, desk: &Desk, id: ReminderId) -> Result<Option<Reminder>, ApiError> {
        let find = || async {
            let rows = reminder::find_all(desk.read(), desk.by.viewer, self.ids.clone()).await?;
            let page = ReminderPage::of(&rows);
            Ok(rows.into_iter().map(|row| (row, Arc::clone(&page))).collect())
        };
        let found = self.reminders.of(id, find, |(row, _)| row.id).await?;
        Ok(found.first().map(|(row, page)| Reminder::new(row.clone(), page)))
    }
}

/// Who would be mailed on a day; nothing is done. For staff. INVALID for a day that has passed or lies more than 366 days
/// ahead.
pub async fn notice_forecast(ctx: &Context<'_>, on: Day) -> Result<Vec<ForecastedMail>, ApiError> {
    let desk = ctx.desk()?.staff()?;
    let today = desk.by.today();
    let latest = today.checked_add_signed(TimeDelta::days(FARTHEST_DAYS)).unwrap_or(today);
    if !(today..=latest).contains(&on.0) {
        let words = Words::new(
            format!("Chỉ dự báo từ hôm nay đến {FARTHEST_DAYS} ngày tới."),
            format!("A forecast reaches from today to {FARTHEST_DAYS} days ahead."),
        );
        return Err(ApiError::invalid("on", "OUT_OF_RANGE", words));
    }
    let mails = forecast(desk.read(), desk.by.viewer, desk.by.now, on.0).await?;
    let page = Arc::new(ForecastPage {
        customers: Customers::to(mails.iter().map(|mail| mail.customer_id)),
        ids: mails.iter().flat_map(|mail| mail.lines.iter().map(|line| line.reminder_id)).collect(),
        reminders: Relation::default(),
    });
    Ok(mails.into_iter().map(|mail| ForecastedMail { mail, page: Arc::clone(&page) }).collect())
}
