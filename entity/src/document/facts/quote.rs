//! Finder: what a quote says (báo giá, S2).

use crate::access::Viewer;
use crate::document::Model;
use crate::inquiry::inquiry;
use crate::quote::content::Content;
use crate::quote::quote;
use crate::quote::totals::Totals;
use crate::value::id::QuoteId;
use sea_orm::{ConnectionTrait, DbErr};

/// What is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteFacts {
    /// By what it is known.
    pub reference: String,
    /// Which version of the inquiry's quotes it is.
    pub number: i32,
    /// By what the inquiry is known that it answers.
    pub inquiry_reference: String,
    /// Everything it says.
    pub content: Content,
    /// The hash of everything it says.
    pub content_hash: String,
    /// What it comes to without the lines that may be left out.
    pub totals: Totals,
}

pub(super) async fn find(connection: &impl ConnectionTrait, document: &Model) -> Result<Option<QuoteFacts>, DbErr> {
    let id = QuoteId(document.subject_id);
    let Some(row) = quote::find(connection, Viewer::System, id).await? else { return Ok(None) };
    let Some(inquiry) = inquiry::find(connection, Viewer::System, row.inquiry_id).await? else { return Ok(None) };
    let totals = row.content.totals(&[]).map_err(|error| DbErr::Custom(error.to_string()))?;
    Ok(Some(QuoteFacts {
        reference: row.reference,
        number: row.number,
        inquiry_reference: inquiry.reference,
        content: row.content,
        content_hash: row.content_hash,
        totals,
    }))
}
