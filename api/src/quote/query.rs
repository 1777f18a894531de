//! Questions about quotes.

use async_graphql::connection::Connection;
use async_graphql::{Context, ID, InputObject};
use entity::quote::quote;
use entity::refusal::Mistakes;
use entity::value::id::InquiryId;

use super::object::{Quote, QuoteState};
use super::page::QuotePage;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::inquiry::object::INQUIRY;
use crate::value::{PageInput, Total, connection};

/// Which quotes.
#[derive(InputObject, Clone, Debug, Default)]
pub struct QuoteFilter {
    /// Only in one of these states, as they were recorded.
    pub states: Option<Vec<QuoteState>>,
    /// Only for this inquiry.
    pub inquiry_id: Option<ID>,
}

/// A page of the quotes the viewer may see, the newest first.
pub async fn page(
    ctx: &Context<'_>,
    page: PageInput,
    filter: Option<QuoteFilter>,
) -> Result<Connection<String, Quote, Total>, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    let window = page.window()?;
    let filter = filter.unwrap_or_default().parse()?;
    let from_end = window.from_end;
    let rows = quote::page(desk.read(), desk.by.viewer, &filter, window).await?;
    let counter = desk.clone();
    let total = Total::counted_by(async move { quote::count(counter.read(), counter.by.viewer, &filter).await });
    let page = QuotePage::of(&rows.rows);
    let place = |row: &quote::Model| (row.created_at, row.id);
    Ok(connection(from_end, (rows, total), place, |row| Quote::new(row, &page)))
}

impl QuoteFilter {
    fn parse(self) -> Result<quote::Filter, ApiError> {
        let mut mistakes = Mistakes::default();
        let inquiry_id = self.inquiry_id.map(|id| InquiryId(INQUIRY.take(&mut mistakes, "inquiryId", &id)));
        mistakes.finish()?;
        let states = self.states.unwrap_or_default().into_iter().map(Into::into).collect();
        Ok(quote::Filter { states, inquiry_id })
    }
}
