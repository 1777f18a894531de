//! Questions about mails.

use async_graphql::connection::Connection;
use async_graphql::{Context, ID, InputObject};
use entity::mail;
use entity::refusal::Mistakes;
use entity::value::id::{CustomerId, MailId};

use super::object::{MAIL, Mail};
use super::page::MailPage;
use super::state::MailState;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::notice::kind::NoticeKind;
use crate::value::{Day, NodeId, PageInput, Total, connection};

/// Which mails.
#[derive(InputObject, Clone, Debug, Default)]
pub struct MailFilter {
    /// Only in one of these states.
    pub states: Option<Vec<MailState>>,
    /// Only of this kind.
    pub kind: Option<NoticeKind>,
    /// Only to or about this company.
    pub customer_id: Option<ID>,
    /// Only meant for this day.
    pub planned_on: Option<Day>,
}

/// One mail, if the viewer may see it.
pub async fn mail(ctx: &Context<'_>, id: ID) -> Result<Option<Mail>, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    let Some(id) = MAIL.decode(&id) else { return Ok(None) };
    Ok(mail::find(desk.read(), desk.by.viewer, MailId(id)).await?.map(Mail::alone))
}

/// A page of the mails the viewer may see, the newest first.
pub async fn mails(
    ctx: &Context<'_>,
    page: PageInput,
    filter: Option<MailFilter>,
) -> Result<Connection<String, Mail, Total>, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    let window = page.window()?;
    let filter = filter.unwrap_or_default().parse()?;
    let from_end = window.from_end;
    let rows = mail::page(desk.read(), desk.by.viewer, &filter, window).await?;
    let counter = desk.clone();
    let total = Total::counted_by(async move { mail::count(counter.read(), counter.by.viewer, &filter).await });
    let page = MailPage::of(&rows.rows);
    Ok(connection(from_end, (rows, total), |row| (row.created_at, row.id), |row| Mail::new(row, &page)))
}

impl MailFilter {
    fn parse(self) -> Result<mail::Filter, ApiError> {
        let mut mistakes = Mistakes::default();
        let customer_id =
            self.customer_id.map(|id| CustomerId(NodeId("Customer").take(&mut mistakes, "customerId", &id)));
        mistakes.finish()?;
        Ok(mail::Filter {
            states: self.states.unwrap_or_default().into_iter().map(Into::into).collect(),
            kind: self.kind.map(Into::into),
            customer_id,
            planned_on: self.planned_on.map(|day| day.0),
        })
    }
}
