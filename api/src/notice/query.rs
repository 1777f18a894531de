//! Questions about notices.

use async_graphql::connection::Connection;
use async_graphql::{Context, ID, InputObject};
use entity::notice;
use entity::refusal::Mistakes;
use entity::value::id::{ContractId, CustomerId, NoticeId};

use super::kind::{NoticeKind, NoticeState};
use super::object::{NOTICE, Notice};
use super::page::NoticePage;
use crate::contract::object::CONTRACT;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::party::customer::CUSTOMER;
use crate::value::{PageInput, Total, connection};

/// Which notices.
#[derive(InputObject, Clone, Debug, Default)]
pub struct NoticeFilter {
    /// Only of this contract.
    pub contract_id: Option<ID>,
    /// Only about this company.
    pub customer_id: Option<ID>,
    /// Only in this state.
    pub state: Option<NoticeState>,
    /// Only of this kind.
    pub kind: Option<NoticeKind>,
}

/// One notice, if the viewer may see it.
pub async fn notice(ctx: &Context<'_>, id: ID) -> Result<Option<Notice>, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    let Some(id) = NOTICE.decode(&id) else { return Ok(None) };
    Ok(notice::find(desk.read(), desk.by.viewer, NoticeId(id)).await?.map(Notice::alone))
}

/// A page of the notices the viewer may see, the newest first.
pub async fn notices(
    ctx: &Context<'_>,
    page: PageInput,
    filter: Option<NoticeFilter>,
) -> Result<Connection<String, Notice, Total>, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    let window = page.window()?;
    let filter = filter.unwrap_or_default().parse()?;
    let from_end = window.from_end;
    let rows = notice::page(desk.read(), desk.by.viewer, &filter, window).await?;
    let counter = desk.clone();
    let total = Total::counted_by(async move { notice::count(counter.read(), counter.by.viewer, &filter).await });
    let page = NoticePage::of(&rows.rows);
    Ok(connection(from_end, (rows, total), |row| (row.created_at, row.id), |row| Notice::new(row, &page)))
}

impl NoticeFilter {
    fn parse(self) -> Result<notice::Filter, ApiError> {
        let mut mistakes = Mistakes::default();
        let contract_id = self.contract_id.map(|id| ContractId(CONTRACT.take(&mut mistakes, "contractId", &id)));
        let customer_id = self.customer_id.map(|id| CustomerId(CUSTOMER.take(&mut mistakes, "customerId", &id)));
        mistakes.finish()?;
        let (kind, state) = (self.kind.map(Into::into), self.state.map(Into::into));
        Ok(notice::Filter { kind, state, contract_id, customer_id, mail_id: None })
    }
}
