//! Finder: what is told of a quote (S2).

use super::enclosure::{self, Enclosure};
use crate::access::{Viewer, person};
use crate::document;
use crate::notice::skip_reason::SkipReason;
use crate::quote::quote::{self, Model};
use crate::quote::state::State;
use crate::value::id::QuoteId;
use crate::value::money::Money;
use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr};

/// What is offered, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteFacts {
    /// By what it is known.
    pub reference: String,
    /// Which version of the inquiry's quotes it is.
    pub number: i32,
    /// What it is about.
    pub title: String,
    /// The price with VAT, of the lines that are not optional and those that were ticked.
    pub total: Money,
    /// The last day on which it can be accepted.
    pub valid_until: NaiveDate,
    /// Where it stands.
    pub state: State,
    /// Who accepted or declined it.
    pub decided_by: Option<String>,
    /// Why it was declined.
    pub reason: Option<String>,
    /// The quote as a paper.
    pub enclosure: Enclosure,
}

/// Nobody is asked to answer what was answered, taken back or replaced.
pub(super) async fn waiting(
    connection: &impl ConnectionTrait,
    id: QuoteId,
) -> Result<Result<QuoteFacts, SkipReason>, DbErr> {
    let Some(row) = quote::find(connection, Viewer::System, id).await?.filter(|row| row.state == State::Sent) else {
        return Ok(Err(SkipReason::Settled));
    };
    let enclosure = enclosure::of(connection, (document::Kind::Quote, id.0)).await?;
    told(row, None, enclosure).map(Ok)
}

/// The answer, for the provider's people.
pub(super) async fn answered(
    connection: &impl ConnectionTrait,
    id: QuoteId,
) -> Result<Result<QuoteFacts, SkipReason>, DbErr> {
    let Some(row) = quote::find(connection, Viewer::System, id).await? else { return Ok(Err(SkipReason::Stale)) };
    let decided_by = match row.decided_by {
        Some(id) => person::find(connection, Viewer::System, id).await?.map(|person| person.name),
        None => None,
    };
    told(row, decided_by, Enclosure::None).map(Ok)
}

fn told(row: Model, decided_by: Option<String>, enclosure: Enclosure) -> Result<QuoteFacts, DbErr> {
    let totals = row.content.totals(&row.ticked.0).map_err(|error| DbErr::Custom(error.to_string()))?;
    Ok(QuoteFacts {
        reference: row.reference,
        number: row.number,
        title: row.content.title,
        total: totals.total,
        valid_until: row.valid_until,
        state: row.state,
        decided_by,
        reason: row.ending_reason,
        enclosure,
    })
}
