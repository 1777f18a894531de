//! Questions about tasks.

use async_graphql::connection::Connection;
use async_graphql::{Context, ID, InputObject};
use entity::refusal::Mistakes;
use entity::task;
use entity::value::id::ContractId;

use super::object::{StaffTask, StaffTaskKind, StaffTaskPage};
use crate::contract::object::CONTRACT;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::{PageInput, Total, connection};

/// Which tasks.
#[derive(InputObject, Clone, Debug, Default)]
pub struct StaffTaskFilter {
    /// Only those still open, or only those that have ended.
    pub open: Option<bool>,
    /// Only of this kind.
    pub kind: Option<StaffTaskKind>,
    /// Only of this contract.
    pub contract_id: Option<ID>,
}

/// A page of tasks, the newest first. For staff.
pub async fn staff_tasks(
    ctx: &Context<'_>,
    page: PageInput,
    filter: Option<StaffTaskFilter>,
) -> Result<Connection<String, StaffTask, Total>, ApiError> {
    let desk = ctx.desk()?.staff()?;
    let window = page.window()?;
    let filter = filter.unwrap_or_default().parse()?;
    let from_end = window.from_end;
    let rows = task::page(desk.read(), desk.by.viewer, &filter, window).await?;
    let counter = desk.clone();
    let total = Total::counted_by(async move { task::count(counter.read(), counter.by.viewer, &filter).await });
    let page = StaffTaskPage::of(&rows.rows);
    Ok(connection(from_end, (rows, total), |row| (row.raised_at, row.id), |row| StaffTask::new(row, &page)))
}

impl StaffTaskFilter {
    fn parse(self) -> Result<task::Filter, ApiError> {
        let mut mistakes = Mistakes::default();
        let contract_id = self.contract_id.map(|id| ContractId(CONTRACT.take(&mut mistakes, "contractId", &id)));
        mistakes.finish()?;
        Ok(task::Filter { is_open: self.open, kind: self.kind.map(Into::into), contract_id })
    }
}
