//! Questions about reminders.

use async_graphql::connection::Connection;
use async_graphql::{Context, ID, InputObject};
use entity::refusal::Mistakes;
use entity::reminder;
use entity::value::id::{ContractId, ReminderId};

use super::kind::{REMINDER, ReminderKindName};
use super::object::Reminder;
use super::page::ReminderPage;
use crate::contract::object::CONTRACT;
use crate::desk::{AtDesk, Desk};
use crate::error::ApiError;
use crate::value::{PageInput, Total, connection};

/// Which reminders.
#[derive(InputObject, Clone, Debug, Default)]
pub struct ReminderFilter {
    /// Only of this contract.
    pub contract_id: Option<ID>,
    /// Only of this kind.
    pub kind: Option<ReminderKindName>,
    /// Only those that rest today, or only those that do not.
    pub paused: Option<bool>,
}

/// One reminder, if the viewer may see it.
pub async fn reminder(ctx: &Context<'_>, id: ID) -> Result<Option<Reminder>, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    let Some(id) = REMINDER.decode(&id) else { return Ok(None) };
    Ok(reminder::find(desk.read(), desk.by.viewer, ReminderId(id)).await?.map(Reminder::alone))
}

/// A page of the reminders the viewer may see, by the day they remind of.
pub async fn reminders(
    ctx: &Context<'_>,
    page: PageInput,
    filter: Option<ReminderFilter>,
) -> Result<Connection<String, Reminder, Total>, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    let window = page.window()?;
    let filter = filter.unwrap_or_default().parse(desk)?;
    let from_end = window.from_end;
    let rows = reminder::page(desk.read(), desk.by.viewer, &filter, window).await?;
    let counter = desk.clone();
    let total = Total::counted_by(async move { reminder::count(counter.read(), counter.by.viewer, &filter).await });
    let page = ReminderPage::of(&rows.rows);
    Ok(connection(from_end, (rows, total), |row| (row.anchor_on, row.id), |row| Reminder::new(row, &page)))
}

impl ReminderFilter {
    fn parse(self, desk: &Desk) -> Result<reminder::Filter, ApiError> {
        let mut mistakes = Mistakes::default();
        let contract_id = self.contract_id.map(|id| ContractId(CONTRACT.take(&mut mistakes, "contractId", &id)));
        mistakes.finish()?;
        let paused = self.paused.map(|is_paused| (desk.by.today(), is_paused));
        Ok(reminder::Filter { contract_id, kind: self.kind.map(Into::into), paused })
    }
}
