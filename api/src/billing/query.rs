//! Questions about payments.

use async_graphql::connection::Connection;
use async_graphql::{Context, ID, InputObject};
use entity::billing::payment;
use entity::refusal::Mistakes;
use entity::value::id::ContractId;

use super::payment::Payment;
use crate::contract::object::CONTRACT;
use crate::contract::page::ContractPage;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::{Day, PageInput, Total, connection};

/// Which payments.
#[derive(InputObject, Clone, Debug, Default)]
pub struct PaymentFilter {
    /// Only those on this contract.
    pub contract_id: Option<ID>,
    /// Only those received on this day or later.
    pub received_from: Option<Day>,
    /// Only those received on this day or earlier.
    pub received_to: Option<Day>,
}

/// A page of the payments the viewer may see, the newest first.
pub async fn page(
    ctx: &Context<'_>,
    page: PageInput,
    filter: Option<PaymentFilter>,
) -> Result<Connection<String, Payment, Total>, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    let window = page.window()?;
    let filter = filter.unwrap_or_default().parse()?;
    let from_end = window.from_end;
    let rows = payment::page(desk.read(), desk.by.viewer, &filter, window).await?;
    let counter = desk.clone();
    let total = Total::counted_by(async move { payment::count(counter.read(), counter.by.viewer, &filter).await });
    let page = ContractPage::around(rows.rows.iter().map(|row| row.contract_id));
    let place = |row: &payment::Model| (row.received_on, row.id);
    Ok(connection(from_end, (rows, total), place, |row| Payment::new(row, &page)))
}

impl PaymentFilter {
    fn parse(self) -> Result<payment::Filter, ApiError> {
        let mut mistakes = Mistakes::default();
        let contract_id = self.contract_id.map(|id| ContractId(CONTRACT.take(&mut mistakes, "contractId", &id)));
        mistakes.finish()?;
        let (received_from, received_to) = (self.received_from.map(|day| day.0), self.received_to.map(|day| day.0));
        Ok(payment::Filter { contract_id, received_from, received_to })
    }
}
