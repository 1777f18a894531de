//! What the viewer has to do, over everything they may see.

use async_graphql::Context;
use entity::next_action;

use super::object::{NextAction, NextActions};
use crate::contract::page::ContractPage;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::PageInput;

/// How many are told when the client does not say.
pub const USUAL: i32 = 50;

/// The most urgent ones. Refuses sizes outside 1 to 100.
pub async fn next_actions(ctx: &Context<'_>, first: Option<i32>) -> Result<NextActions, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    let page = PageInput::of(Some(first.unwrap_or(USUAL)), None, None, None);
    let most = usize::try_from(page.window::<()>()?.take).unwrap_or(usize::MAX);
    let mut rows = next_action::of_viewer(desk.read(), desk.by.viewer, desk.by.now).await?;
    let total_count = rows.len();
    rows.truncate(most);
    let page = ContractPage::around(rows.iter().filter_map(|row| row.contract_id));
    let nodes = rows.into_iter().map(|row| NextAction::new(row, &page)).collect();
    Ok(NextActions { total_count, nodes })
}

/// What they cost against the limit on complexity: as many rows as are asked for.
pub fn cost(first: Option<i32>, child_complexity: usize) -> usize {
    let rows = usize::try_from(first.unwrap_or(USUAL).clamp(1, 100)).unwrap_or(100);
    rows.saturating_mul(child_complexity).saturating_add(1)
}
