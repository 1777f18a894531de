//! Addresses from which mail came back.

use std::sync::Arc;

use async_graphql::connection::Connection;
use async_graphql::{Context, Object};
use entity::clock::Instant;
use entity::mail::bounced;

use super::mails::Mails;
use super::object::Mail;
use crate::desk::AtDesk;
use crate::error::{ApiError, Nullable, nullable};
use crate::value::{PageInput, Total, connection};

/// An address that does not take mail.
#[derive(Clone, Debug)]
pub struct BouncedAddress {
    row: bounced::Model,
    mails: Arc<Mails>,
}

/// An address that does not take mail; it is not written to until somebody clears it.
#[Object]
impl BouncedAddress {
    /// The address.
    async fn address(&self) -> &str {
        &self.row.address
    }

    /// Why, in the words of whoever recorded it.
    async fn reason(&self) -> &str {
        &self.row.reason
    }

    /// When that was recorded.
    async fn recorded_at(&self) -> Instant {
        self.row.recorded_at
    }

    /// The mail that came back; null when the viewer may not see it.
    async fn mail(&self, ctx: &Context<'_>) -> Nullable<Mail> {
        nullable(async { self.mails.at(ctx.desk()?, Some(self.row.mail_id)).await }).await
    }
}

/// A page of such addresses, the newest first. For staff.
pub async fn bounced_addresses(
    ctx: &Context<'_>,
    page: PageInput,
) -> Result<Connection<String, BouncedAddress, Total>, ApiError> {
    let desk = ctx.desk()?.staff()?;
    let window = page.window()?;
    let from_end = window.from_end;
    let rows = bounced::page(desk.read(), desk.by.viewer, window).await?;
    let counter = desk.clone();
    let total = Total::counted_by(async move { bounced::count(counter.read(), counter.by.viewer).await });
    let mails = Arc::new(Mails::to(rows.rows.iter().map(|row| row.mail_id)));
    let wrap = |row| BouncedAddress { row, mails: Arc::clone(&mails) };
    Ok(connection(from_end, (rows, total), |row| (row.recorded_at, row.address.clone()), wrap))
}
