//! Finder: what is told of an inquiry: nothing that whoever asked has written (S1).

use crate::access::Viewer;
use crate::catalogue::service_package;
use crate::clock::Instant;
use crate::inquiry::inquiry;
use crate::notice::skip_reason::SkipReason;
use crate::refusal::Words;
use crate::value::id::InquiryId;
use sea_orm::{ConnectionTrait, DbErr};

/// An inquiry that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InquiryFacts {
    /// By what it is known.
    pub reference: String,
    /// When it came in.
    pub received_at: Instant,
    /// By when it is answered.
    pub answer_by: Instant,
    /// The names of the packages that were selected, in their order.
    pub packages: Vec<Words>,
}

/// A receipt for what is over is not sent any more.
pub(super) async fn received(
    connection: &impl ConnectionTrait,
    id: InquiryId,
) -> Result<Result<InquiryFacts, SkipReason>, DbErr> {
    let found = inquiry::find(connection, Viewer::System, id).await?.filter(|row| row.state.is_open());
    let Some(row) = found else { return Ok(Err(SkipReason::Stale)) };
    let ids = row.package_ids.0;
    let found = service_package::find_all(connection, Viewer::System, ids.clone()).await?;
    let named = ids.iter().filter_map(|id| found.iter().find(|package| package.id == *id));
    Ok(Ok(InquiryFacts {
        reference: row.reference,
        received_at: row.created_at,
        answer_by: row.answer_by,
        packages: named.map(|package| Words::new(&package.name_vi, &package.name_en)).collect(),
    }))
}
