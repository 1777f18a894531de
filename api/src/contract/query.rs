//! Questions about contracts.

use async_graphql::Context;
use async_graphql::connection::Connection;
use entity::contract::contract;
use entity::contract::filter::{self, Order};

use super::filter::{ContractFilter, ContractOrder};
use super::object::Contract;
use super::page::ContractPage;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::{PageInput, Total, connection};

/// One contract by its reference, if the viewer may see it.
pub async fn find(ctx: &Context<'_>, reference: String) -> Result<Option<Contract>, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    Ok(contract::by_reference(desk.read(), desk.by.viewer, &reference).await?.map(Contract::alone))
}

/// A page of the contracts the viewer may see.
pub async fn page(
    ctx: &Context<'_>,
    page: PageInput,
    (filter, order): (Option<ContractFilter>, Option<ContractOrder>),
) -> Result<Connection<String, Contract, Total>, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    let window = page.window()?;
    let filter = filter.unwrap_or_default().parse(desk.by.today())?;
    let order = Order::from(order.unwrap_or_default());
    let from_end = window.from_end;
    let rows = filter::page(desk.read(), desk.by.viewer, (&filter, order), window).await?;
    let counter = desk.clone();
    let total =
        Total::counted_by(async move { filter::count(counter.read(), counter.by.viewer, (&filter, order)).await });
    let page = ContractPage::of(&rows.rows);
    let place = |row: &contract::Model| order.position_of(row);
    Ok(connection(from_end, (rows, total), place, |row| Contract::new(row, &page)))
}
