//! Questions about inquiries.

use async_graphql::connection::Connection;
use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::inquiry::{consent, inquiry};
use entity::refusal::Mistakes;
use entity::value::id::CustomerId;

use super::object::{Inquiry, InquiryState};
use super::page::InquiryPage;
use crate::desk::{AtDesk, Desk};
use crate::error::ApiError;
use crate::party::customer::CUSTOMER;
use crate::value::{PageInput, Total, connection};

/// To what somebody consents who leaves their particulars.
#[derive(SimpleObject)]
pub struct InquiryConsent {
    /// To be sent with the inquiry.
    pub version: String,
    /// What they agree to, in the language of answers.
    pub text: String,
}

/// Which inquiries.
#[derive(InputObject, Clone, Debug, Default)]
pub struct InquiryFilter {
    /// Only in one of these states.
    pub states: Option<Vec<InquiryState>>,
    /// Only those that whoever asks is to answer.
    pub is_mine: Option<bool>,
    /// Only of this customer.
    pub customer_id: Option<ID>,
}

/// The text that is to be shown before somebody sends an inquiry.
pub fn consent(ctx: &Context<'_>) -> Result<InquiryConsent, ApiError> {
    let text = consent::text();
    let text = text.in_locale(ctx.desk()?.locale).to_owned();
    Ok(InquiryConsent { version: consent::VERSION.to_owned(), text })
}

/// One inquiry by its reference, if the viewer may see it.
pub async fn find(ctx: &Context<'_>, reference: String) -> Result<Option<Inquiry>, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    Ok(inquiry::by_reference(desk.read(), desk.by.viewer, &reference).await?.map(Inquiry::alone))
}

/// A page of the inquiries the viewer may see, the newest first.
pub async fn page(
    ctx: &Context<'_>,
    page: PageInput,
    filter: Option<InquiryFilter>,
) -> Result<Connection<String, Inquiry, Total>, ApiError> {
    let desk = ctx.desk()?.signed_in()?;
    let window = page.window()?;
    let filter = filter.unwrap_or_default().parse(desk)?;
    let from_end = window.from_end;
    let rows = inquiry::page(desk.read(), desk.by.viewer, &filter, window).await?;
    let counter = desk.clone();
    let total = Total::counted_by(async move { inquiry::count(counter.read(), counter.by.viewer, &filter).await });
    let page = InquiryPage::of(&rows.rows);
    let place = |row: &inquiry::Model| (row.created_at, row.id);
    Ok(connection(from_end, (rows, total), place, |row| Inquiry::new(row, &page)))
}

impl InquiryFilter {
    fn parse(self, desk: &Desk) -> Result<inquiry::Filter, ApiError> {
        let mut mistakes = Mistakes::default();
        let customer_id = self.customer_id.map(|id| CustomerId(CUSTOMER.take(&mut mistakes, "customerId", &id)));
        mistakes.finish()?;
        let is_mine = self.is_mine.unwrap_or_default();
        Ok(inquiry::Filter {
            states: self.states.unwrap_or_default().into_iter().map(Into::into).collect(),
            assigned_to: desk.by.viewer.person_id().filter(|_| is_mine),
            customer_id,
        })
    }
}
